-- The office fee of a procedure code for a provider and clinic, as Open Dental finds it
-- (Fees.GetFee): the provider's own schedule, there the fee for clinic and provider, else for the
-- provider, else for the clinic, else for all. A global schedule knows neither. Asked once per
-- combination that was used.
with

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

providers as (

    select * from {{ ref('stg_opendental__provider') }}

),

fee_schedules as (

    select * from {{ ref('stg_opendental__feesched') }}

),

fees as (

    select * from {{ ref('stg_opendental__fee') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

asked as (

    select distinct
        procedures.provider_id,
        procedures.clinic_id,
        procedures.procedure_code_id,
        providers.fee_schedule_id
    from procedures
    cross join settings
    inner join providers
        on coalesce(procedures.provider_id, settings.default_provider_id) = providers.provider_id
    where procedures.procedure_status_code in (1, 2)

),

found as (

    select distinct on (asked.provider_id, asked.clinic_id, asked.procedure_code_id)
        asked.provider_id,
        asked.clinic_id,
        asked.procedure_code_id,
        asked.fee_schedule_id,
        fees.fee_id,
        fees.fee_amount
    from asked
    inner join fee_schedules
        on asked.fee_schedule_id = fee_schedules.fee_schedule_id
    inner join fees
        on
            asked.fee_schedule_id = fees.fee_schedule_id
            and asked.procedure_code_id = fees.procedure_code_id
    where
        (
            fees.clinic_id is null
            or (not fee_schedules.is_global and asked.clinic_id = fees.clinic_id)
        )
        and (
            fees.provider_id is null
            or (not fee_schedules.is_global and asked.provider_id = fees.provider_id)
        )
    order by
        asked.provider_id,
        asked.clinic_id,
        asked.procedure_code_id,
        (fees.provider_id is not null) desc,
        (fees.clinic_id is not null) desc,
        fees.fee_id

),

final as (

    select
        coalesce(provider_id, 0) as provider_id,
        coalesce(clinic_id, 0) as clinic_id,
        procedure_code_id,
        fee_schedule_id,
        round(fee_amount, 2)::numeric(14, 2) as office_fee_amount
    from found

)

select * from final
