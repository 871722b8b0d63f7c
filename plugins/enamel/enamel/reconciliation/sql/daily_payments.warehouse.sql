select
    case when is_unearned then 'patient_unearned' else payer end as line,
    '' as policy,
    report_date,
    payment_id,
    posted_date,
    carrier_id,
    clinic_id,
    payment_amount
from marts.rpt_daily_payments
