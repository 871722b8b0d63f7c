-- Money that is missing and may come back, by why; beside it what such events brought before, and how
-- well the older half foretold the newer.
with

events as (

    select
        risk,
        count(*) as event_count,
        sum(risk_amount) as risk_amount,
        sum(recovered_amount) as recovered_amount,
        sum(open_amount) as open_amount,
        sum(expected_recovery_amount) as expected_recovery_amount
    from marts.rpt_revenue_at_risk
    where %(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s
    group by risk

)

select
    events.risk,
    events.event_count,
    events.risk_amount,
    events.recovered_amount,
    events.open_amount,
    events.expected_recovery_amount,
    rates.risk_event_count,
    rates.recovery_rate,
    rates.older_recovery_rate,
    rates.newer_recovery_rate,
    rates.foretold_amount,
    rates.newer_recovered_amount,
    rates.newer_recovered_amount - rates.foretold_amount as foretold_error_amount
from events
left join marts.rpt_recovery_rates as rates
    on events.risk = rates.risk
