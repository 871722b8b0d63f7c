-- Open Dental: RpClaimNotSent. A claim without a line on a procedure is not in that report.
with

claims as (

    select * from {{ ref('fct_claims') }}

),

totals as (

    select * from {{ ref('int_claims_totaled') }}

),

carriers as (

    select * from {{ ref('stg_opendental__carrier') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        -- keys
        claims.claim_id,
        claims.patient_id,
        claims.provider_id,
        claims.clinic_id,
        claims.carrier_id,

        -- attributes
        carriers.carrier_name,
        claims.claim_status_code,
        claims.claim_status,
        claims.claim_type,

        -- measures
        claims.claim_fee_amount,
        claims.pending_estimate_amount,
        settings.today_date - claims.service_date as waiting_days,

        -- times
        settings.today_date as as_of_date,
        claims.service_date,

        -- loader (UTC)
        claims._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from claims
    cross join settings
    inner join totals
        on claims.claim_id = totals.claim_id
    left join carriers
        on claims.carrier_id = carriers.carrier_id
    where
        claims.is_not_sent
        and totals.procedure_line_count > 0

)

select * from final
