-- Every event after which money is missing and may come back.
select
    risk,
    source_id,
    patient_id,
    coalesce(clinic_id, 0) as clinic_id,
    event_date,
    missing_days,
    risk_amount,
    recovered_amount,
    open_amount,
    expected_recovery_amount
from marts.rpt_revenue_at_risk
where
    (%(risk)s::text is null or risk = %(risk)s)
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
