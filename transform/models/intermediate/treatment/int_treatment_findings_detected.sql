-- Work on the chart that says something impossible, or that no figure can place.
with

procedures as (

    select * from {{ ref('fct_procedures') }}

),

procedure_codes as (

    select * from {{ ref('stg_opendental__procedurecode') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

placed as (

    select
        procedures.*,
        procedure_codes.treatment_area_code
    from procedures
    left join procedure_codes
        on procedures.procedure_code_id = procedure_codes.procedure_code_id

),

found as (

    -- What stands in the column depends on the code: surfaces of a tooth (class V is V or 5), a
    -- quadrant, a sextant, an arch, or nothing.
    select
        'invalid_surface' as rule,
        procedure_id::text as source_key,
        patient_id,
        provider_id,
        clinic_id,
        'The surface ' || surface || ' does not exist.' as finding_text,
        production_amount as finding_amount,
        coalesce(service_date, treatment_planned_date) as finding_date,
        _loaded_at
    from placed
    where
        not is_deleted
        and surface <> ''
        and case treatment_area_code
            when 1 then surface !~ '^[MODBFLVI5]+$' or surface ~ '(.).*\1'
            when 4 then surface not in ('UL', 'UR', 'LL', 'LR')
            when 5 then surface !~ '^[1-6]$'
            when 6 then surface not in ('U', 'L')
            else false
        end
    union all
    select
        'work_without_provider' as rule,
        procedure_id::text as source_key,
        patient_id,
        provider_id,
        clinic_id,
        'Completed work of nobody.' as finding_text,
        production_amount as finding_amount,
        service_date as finding_date,
        _loaded_at
    from procedures
    where
        is_complete
        and provider_id = 0
    union all
    select
        'work_with_no_units' as rule,
        procedure_id::text as source_key,
        patient_id,
        provider_id,
        clinic_id,
        'Completed work with 0 units: a fee on the screen and 0.00 in the reports.'
            as finding_text,
        0 as finding_amount,
        service_date as finding_date,
        _loaded_at
    from procedures
    where
        is_complete
        and unit_count = 0
    union all
    select
        'work_done_in_the_future' as rule,
        procedures.procedure_id::text as source_key,
        procedures.patient_id,
        procedures.provider_id,
        procedures.clinic_id,
        'Completed on ' || procedures.service_date || ', which is still ahead.' as finding_text,
        procedures.production_amount as finding_amount,
        procedures.service_date as finding_date,
        procedures._loaded_at
    from procedures
    cross join settings
    where
        procedures.is_complete
        and procedures.service_date > settings.today_date

)

select * from found
