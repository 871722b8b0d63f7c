-- What may still come back, event by event, and how much of it did so far of events like it. A kind
-- without a past has no rate, and nothing is made up for it.
with

observed as (

    select * from {{ ref('int_recoveries_observed') }}
    where not is_final

),

rates as (

    select * from {{ ref('rpt_recovery_rates') }}

),

loads as (

    select max(_loaded_at) as _loaded_at
    from {{ ref('fct_claims') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        -- keys
        observed.risk,
        observed.source_id,
        observed.patient_id,
        observed.clinic_id,

        -- measures
        observed.risk_amount,
        observed.recovered_amount,
        (observed.risk_amount - observed.recovered_amount)::numeric(14, 2) as open_amount,
        case
            when rates.recovery_rate is not null
                then
                    greatest(
                        round(observed.risk_amount * rates.recovery_rate, 2)
                        - observed.recovered_amount, 0
                    )
        end::numeric(14, 2) as expected_recovery_amount,
        settings.today_date - observed.event_date as missing_days,

        -- times
        observed.event_date,

        -- loader (UTC)
        loads._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from observed
    cross join settings
    cross join loads
    left join rates
        on observed.risk = rates.risk
    where observed.risk_amount > observed.recovered_amount

)

select * from final
