-- Open Dental's Unearned Income by line items, one row per line, policy, day, clinic, type and
-- amount, computed on the source itself.
select
    'line_items' as line,
    '' as policy,
    DatePay as report_date,
    ClinicNum as clinic_id,
    UnearnedType as unearned_type_id,
    sum(cast(round(SplitAmt, 2) as decimal(15, 2))) as amount
from paysplit
where
    UnearnedType <> 0
    and DatePay > '1880-01-01'
    and UnearnedType not in (
        select DefNum from definition where Category = 29 and ItemValue <> ''
    )
group by DatePay, ClinicNum, UnearnedType
