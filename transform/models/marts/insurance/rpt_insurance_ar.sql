-- What insurers are expected to pay, by carrier and age, today and at every month-end. The past is
-- rebuilt from the claims' own dates: sent on or before the day, received after it or not at all.
-- What a claim received since was expected to pay stands on its lines still.
with

claims as (

    select * from {{ ref('fct_claims') }}

),

carriers as (

    select * from {{ ref('stg_opendental__carrier') }}

),

as_of_dates as (

    select * from {{ ref('int_receivables_as_of_dates') }}

),

open_claims as (

    select
        as_of_dates.as_of_date,
        as_of_dates.is_today,
        coalesce(claims.carrier_id, 0) as carrier_id,
        claims.clinic_id,
        case
            when as_of_dates.is_today then claims.pending_estimate_amount
            else claims.insurance_estimate_amount
        end as insurance_estimate_amount,
        as_of_dates.as_of_date - claims.first_sent_date as outstanding_days_count,
        claims._loaded_at
    from as_of_dates
    inner join claims
        on case
                when as_of_dates.is_today then claims.is_sent
                else
                    as_of_dates.as_of_date >= claims.first_sent_date
                    and (
                        claims.is_sent
                        or (claims.is_received and as_of_dates.as_of_date < claims.received_date)
                    )
            end
    where not claims.is_preauthorization

),

final as (

    select
        -- keys
        open_claims.as_of_date,
        open_claims.carrier_id,
        open_claims.clinic_id,

        -- attributes
        coalesce(carriers.carrier_name, 'unknown') as carrier_name,

        -- measures
        count(*) as claim_count,
        sum(open_claims.insurance_estimate_amount)::numeric(14, 2) as insurance_estimate_amount,
        coalesce(
            sum(open_claims.insurance_estimate_amount) filter (
                where open_claims.outstanding_days_count <= 30
            ), 0
        )::numeric(14, 2) as estimate_0_30_amount,
        coalesce(
            sum(open_claims.insurance_estimate_amount) filter (
                where open_claims.outstanding_days_count between 31 and 60
            ), 0
        )::numeric(14, 2) as estimate_31_60_amount,
        coalesce(
            sum(open_claims.insurance_estimate_amount) filter (
                where open_claims.outstanding_days_count between 61 and 90
            ), 0
        )::numeric(14, 2) as estimate_61_90_amount,
        coalesce(
            sum(open_claims.insurance_estimate_amount) filter (
                where
                open_claims.outstanding_days_count > 90
                or open_claims.outstanding_days_count is null
            ), 0
        )::numeric(14, 2) as estimate_over_90_amount,

        -- flags
        open_claims.is_today,

        -- loader (UTC)
        max(open_claims._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from open_claims
    left join carriers
        on open_claims.carrier_id = carriers.carrier_id
    group by
        open_claims.as_of_date,
        open_claims.carrier_id,
        open_claims.clinic_id,
        carriers.carrier_name,
        open_claims.is_today

)

select * from final
