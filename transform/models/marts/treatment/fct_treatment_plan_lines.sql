with

lines as (

    select * from {{ ref('int_treatment_plan_lines_unioned') }}

),

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

codes as (

    select * from {{ ref('stg_opendental__procedurecode') }}

),

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

final as (

    select
        -- keys
        lines.plan_line,
        lines.treatment_plan_id,
        lines.treatment_plan_line_id,
        lines.procedure_id,
        lines.patient_id,
        coalesce(lines.provider_id, 0) as provider_id,
        coalesce(lines.clinic_id, 0) as clinic_id,
        lines.presenter_user_id,

        -- attributes
        lines.treatment_plan_status_code,
        lines.treatment_plan_status,
        definitions.definition_name as priority,
        coalesce(lines.procedure_code, codes.procedure_code) as procedure_code,
        lines.tooth_number,
        procedures.procedure_status_code,
        procedures.procedure_status,

        -- measures
        round(lines.fee_amount, 2) as fee_amount,
        round(lines.insurance_amount, 2) as insurance_amount,
        round(lines.patient_amount, 2) as patient_amount,

        -- flags
        lines.treatment_plan_status_code = 0 as is_saved,
        lines.signed_at is not null as is_signed,
        coalesce(procedures.procedure_status_code = 2, false) as is_complete,
        coalesce(
            procedures.procedure_status_code = 1 and appointments.appointment_status_code = 1, false
        ) as is_scheduled,

        -- times
        lines.treatment_plan_date,
        lines.signed_at,

        -- loader (UTC)
        lines._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from lines
    left join procedures
        on lines.procedure_id = procedures.procedure_id
    left join codes
        on procedures.procedure_code_id = codes.procedure_code_id
    left join appointments
        on procedures.appointment_id = appointments.appointment_id
    left join definitions
        on lines.priority_id = definitions.definition_id

)

select * from final
