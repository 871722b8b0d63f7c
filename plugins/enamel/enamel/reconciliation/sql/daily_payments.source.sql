-- Open Dental's Daily Payments, one row per line, policy, day, payment, day of posting, carrier,
-- clinic and amount, computed on the source itself.
select
    if(split.UnearnedType = 0, 'patient', 'patient_unearned') as line,
    '' as policy,
    pay.PayDate as report_date,
    pay.PayNum as payment_id,
    pay.PayDate as posted_date,
    0 as carrier_id,
    split.ClinicNum as clinic_id,
    sum(cast(round(split.SplitAmt, 2) as decimal(15, 2))) as amount
from payment as pay
inner join paysplit as split on split.PayNum = pay.PayNum
where
    pay.PayDate > '1880-01-01'
    and split.UnearnedType not in (
        select DefNum from definition where Category = 29 and ItemValue <> ''
    )
group by
    if(split.UnearnedType = 0, 'patient', 'patient_unearned'),
    pay.PayDate,
    pay.PayNum,
    split.ClinicNum

union all

select
    'insurance',
    '',
    ck.CheckDate,
    ck.ClaimPaymentNum,
    line.DateCP,
    coalesce(plan.CarrierNum, 0),
    line.ClinicNum,
    sum(cast(round(line.InsPayAmt, 2) as decimal(15, 2)))
from claimpayment as ck
inner join claimproc as line on line.ClaimPaymentNum = ck.ClaimPaymentNum
left join insplan as plan on plan.PlanNum = line.PlanNum
where line.Status in (1, 4) and ck.CheckDate > '1880-01-01'
group by
    ck.CheckDate,
    ck.ClaimPaymentNum,
    line.DateCP,
    coalesce(plan.CarrierNum, 0),
    line.ClinicNum
