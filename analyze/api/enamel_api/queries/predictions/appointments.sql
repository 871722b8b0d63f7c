-- The visits of a day with what is likely to become of them.
select
    entity_id as appointment_id,
    model,
    version,
    patient_id,
    provider_id,
    hygienist_id,
    clinic_id,
    risk_band,
    risk_basis,
    reasons,
    next_action,
    probability_rate,
    rule_rate,
    at_stake_amount,
    is_actionable,
    is_published,
    is_held_out,
    expected_date,
    scored_at
from marts.rpt_predictions
where
    model in ('no_show', 'late_cancel')
    and expected_date = %(day)s::date
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or %(provider_id)s in (provider_id, hygienist_id))
