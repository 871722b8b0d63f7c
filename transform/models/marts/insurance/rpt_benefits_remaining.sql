with

coverages as (

    select * from {{ ref('int_coverages_chained') }}

),

maximums as (

    select * from {{ ref('int_annual_maximums_measured') }}

),

verifications as (

    select * from {{ ref('stg_opendental__insverify') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

-- An enrolment is verified for one coverage; its key is that of patplan.
verified as (

    select
        linked_id as patient_coverage_id,
        max(last_verified_date) as last_verified_date
    from verifications
    where verification_type = 'patient_enrollment'
    group by linked_id

),

final as (

    select
        -- keys
        coverages.patient_coverage_id,
        coverages.patient_id,
        coverages.insurance_plan_id,
        coverages.carrier_id,

        -- attributes
        coverages.carrier_name,
        coverages.coverage_ordinal,

        -- measures
        maximums.maximum_amount::numeric(14, 2) as annual_maximum_amount,
        maximums.used_amount::numeric(14, 2) as used_benefit_amount,
        maximums.pending_amount::numeric(14, 2) as pending_benefit_amount,
        maximums.maximum_remaining_amount::numeric(14, 2) as remaining_benefit_amount,

        -- flags
        maximums.maximum_amount is not null as has_annual_maximum,
        coalesce(
            verified.last_verified_date + thresholds.verification_valid_days
            >= settings.today_date, false
        ) as is_verified,

        -- times
        maximums.benefit_year_start_date,
        maximums.benefit_year_end_date,
        verified.last_verified_date,

        -- loader (UTC)
        greatest(coverages._loaded_at, maximums._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from coverages
    cross join settings
    cross join thresholds
    inner join maximums
        on coverages.patient_coverage_id = maximums.patient_coverage_id
    left join verified
        on coverages.patient_coverage_id = verified.patient_coverage_id
    where
        coverages.is_in_force
        and not coverages.is_medical

)

select * from final
