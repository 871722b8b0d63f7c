-- A balance: every prepayment up to the day, without the types hidden from reports.
select cast(sum(split.SplitAmt) as decimal(12, 2)) as amount
from paysplit as split
inner join definition as kind on split.UnearnedType = kind.DefNum
where
    kind.Category = 29
    and coalesce(kind.ItemValue, '') = ''
    and split.DatePay <= %(as_of)s
    and split.PatNum >= %(first_id)s
