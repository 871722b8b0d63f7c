-- What one model says of everything it was asked about last.
select
    model,
    version,
    entity_id,
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
    model = %(model)s
    and (%(day)s::date is null or expected_date = %(day)s::date)
    and (%(band)s::text is null or risk_band = %(band)s)
    and (%(is_actionable)s::boolean is null or is_actionable = %(is_actionable)s)
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or %(provider_id)s in (provider_id, hygienist_id))
