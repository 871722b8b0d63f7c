-- Fees that look like typing errors: those of an ordinary schedule against the median of their
-- code over all such schedules, and those charged or planned against the office fee of today. The
-- factors are the practice's own.
with

fees as (

    select * from {{ ref('stg_opendental__fee') }}

),

fee_schedules as (

    select * from {{ ref('dim_fee_schedules') }}

),

procedure_codes as (

    select * from {{ ref('dim_procedure_codes') }}

),

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

office_fees as (

    select * from {{ ref('int_fees_looked_up') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

ordinary as (

    select
        fees.*,
        fee_schedules.fee_schedule_name
    from fees
    inner join fee_schedules
        on fees.fee_schedule_id = fee_schedules.fee_schedule_id
    where fee_schedules.fee_schedule_type_code = 0

),

medians as (

    select
        procedure_code_id,
        count(*) as fee_count,
        percentile_disc(0.5) within group (order by fee_amount) as median_fee_amount
    from ordinary
    where fee_amount > 0
    group by procedure_code_id

),

judged as (

    select
        ordinary.*,
        procedure_codes.procedure_code,
        round(medians.median_fee_amount, 2) as median_fee_amount,
        case
            when ordinary.fee_amount = 0 then 'schedule_fee_of_nothing'
            when ordinary.fee_amount > medians.median_fee_amount * thresholds.fee_outlier_factor
                then 'schedule_fee_far_above_median'
            when ordinary.fee_amount < medians.median_fee_amount / thresholds.fee_outlier_factor
                then 'schedule_fee_far_below_median'
        end as rule
    from ordinary
    cross join thresholds
    inner join medians
        on ordinary.procedure_code_id = medians.procedure_code_id
    left join procedure_codes
        on ordinary.procedure_code_id = procedure_codes.procedure_code_id
    where medians.fee_count >= 3

),

found as (

    select
        rule,
        fee_id::text as source_key,
        null::bigint as patient_id,
        coalesce(provider_id, 0) as provider_id,
        coalesce(clinic_id, 0) as clinic_id,
        coalesce(procedure_code, 'An unknown code') || ' costs ' || round(fee_amount, 2)
        || ' in the schedule ' || fee_schedule_name || '; its median over all schedules is '
        || median_fee_amount || '.' as finding_text,
        round(fee_amount, 2) as finding_amount,
        source_created_date as finding_date,
        _loaded_at
    from judged
    where rule is not null
    union all
    -- Of deleted, existing and referred work the fee moves nothing.
    select
        'fee_typo' as rule,
        procedures.procedure_id::text as source_key,
        procedures.patient_id,
        coalesce(procedures.provider_id, 0) as provider_id,
        coalesce(procedures.clinic_id, 0) as clinic_id,
        'The fee is ' || round(procedures.unit_fee_amount, 2) || ', '
        || round(procedures.unit_fee_amount / office_fees.office_fee_amount)
        || ' times the office fee of ' || office_fees.office_fee_amount || '.' as finding_text,
        round(procedures.unit_fee_amount, 2) as finding_amount,
        coalesce(procedures.service_date, procedures.treatment_planned_date) as finding_date,
        procedures._loaded_at
    from procedures
    cross join thresholds
    inner join office_fees
        on
            procedures.procedure_code_id = office_fees.procedure_code_id
            and coalesce(procedures.provider_id, 0) = office_fees.provider_id
            and coalesce(procedures.clinic_id, 0) = office_fees.clinic_id
    where
        procedures.procedure_status_code in (1, 2)
        and office_fees.office_fee_amount > 0
        and procedures.unit_fee_amount
        >= office_fees.office_fee_amount * thresholds.fee_typo_factor

)

select * from found
