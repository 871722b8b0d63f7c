with

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

valued as (

    select * from {{ ref('int_procedures_valued') }}

),

final as (

    select
        -- keys
        procedures.procedure_id,
        procedures.patient_id,
        coalesce(procedures.provider_id, 0) as provider_id,
        coalesce(procedures.clinic_id, 0) as clinic_id,
        procedures.procedure_code_id,
        procedures.appointment_id,
        procedures.planned_appointment_id,

        -- attributes
        procedures.procedure_status_code,
        procedures.procedure_status,
        procedures.tooth_number,
        procedures.surface,
        procedures.unit_quantity + procedures.base_units as unit_count,

        -- measures
        valued.gross_fee_amount,
        valued.capitation_write_off_amount,
        valued.production_amount,
        round(procedures.discount_amount, 2) as discount_amount,
        round(procedures.discount_plan_amount, 2) as discount_plan_amount,

        -- flags
        coalesce(procedures.procedure_status_code = 2, false) as is_complete,
        coalesce(procedures.procedure_status_code = 1, false) as is_treatment_planned,
        coalesce(procedures.procedure_status_code = 6, false) as is_deleted,

        -- times
        procedures.service_date,
        procedures.treatment_planned_date,
        procedures.completed_date,
        procedures.source_created_at,
        procedures.source_updated_at,

        -- loader (UTC)
        procedures._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from procedures
    inner join valued
        on procedures.procedure_id = valued.procedure_id

)

select * from final
