-- What came back of money at risk, per kind, from events whose days of recovery are over. The rate
-- of the older half is tested on the newer half: tested_amount is what it foretold,
-- recovered_amount what came.
with

observed as (

    select * from {{ ref('int_recoveries_observed') }}
    where is_final

),

loads as (

    select max(_loaded_at) as _loaded_at
    from {{ ref('fct_claims') }}

),

halves as (

    select
        *,
        ntile(2) over (
            partition by risk
            order by
                event_date,
                source_id
        ) = 1 as is_older_half
    from observed

),

summed as (

    select
        risk,
        count(*) as risk_event_count,
        sum(risk_amount) as risk_amount,
        sum(recovered_amount) as recovered_amount,
        coalesce(sum(risk_amount) filter (where is_older_half), 0) as older_risk_amount,
        coalesce(sum(recovered_amount) filter (where is_older_half), 0)
            as older_recovered_amount,
        coalesce(sum(risk_amount) filter (where not is_older_half), 0) as newer_risk_amount,
        coalesce(sum(recovered_amount) filter (where not is_older_half), 0)
            as newer_recovered_amount,
        min(event_date) as first_event_date,
        max(event_date) as last_event_date
    from halves
    group by risk

),

final as (

    select
        -- keys
        summed.risk,

        -- measures
        summed.risk_event_count,
        summed.risk_amount::numeric(14, 2) as risk_amount,
        summed.recovered_amount::numeric(14, 2) as recovered_amount,
        summed.recovered_amount / nullif(summed.risk_amount, 0) as recovery_rate,
        summed.older_recovered_amount / nullif(summed.older_risk_amount, 0)
            as older_recovery_rate,
        summed.newer_recovered_amount / nullif(summed.newer_risk_amount, 0)
            as newer_recovery_rate,
        coalesce(
            summed.newer_risk_amount
            * summed.older_recovered_amount / nullif(summed.older_risk_amount, 0), 0
        )::numeric(14, 2) as foretold_amount,
        summed.newer_recovered_amount::numeric(14, 2) as newer_recovered_amount,

        -- times
        summed.first_event_date,
        summed.last_event_date,

        -- loader (UTC)
        loads._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from summed
    cross join loads

)

select * from final
