-- A saved plan is a snapshot with lines of its own (proctp); active and inactive plans point at the
-- chart (treatplanattach), where fee and status are those of today.
with

plans as (

    select * from {{ ref('stg_opendental__treatplan') }}

),

saved_lines as (

    select * from {{ ref('stg_opendental__proctp') }}

),

attached_lines as (

    select * from {{ ref('stg_opendental__treatplanattach') }}

),

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

valued as (

    select * from {{ ref('int_procedures_valued') }}

),

saved as (

    select
        'saved ' || treatment_plan_line_id::text as plan_line,
        treatment_plan_line_id,
        treatment_plan_id,
        procedure_id,
        priority_id,
        provider_id,
        clinic_id,
        tooth_number,
        procedure_code,
        fee_amount,
        primary_insurance_amount + secondary_insurance_amount as insurance_amount,
        patient_amount,
        _loaded_at
    from saved_lines

),

attached as (

    select
        'attached ' || attached_lines.treatment_plan_procedure_id::text as plan_line,
        null::bigint as treatment_plan_line_id,
        attached_lines.treatment_plan_id,
        attached_lines.procedure_id,
        attached_lines.priority_id,
        procedures.provider_id,
        procedures.clinic_id,
        procedures.tooth_number,
        null::text as procedure_code,
        valued.gross_fee_amount as fee_amount,
        null::numeric as insurance_amount,
        null::numeric as patient_amount,
        attached_lines._loaded_at
    from attached_lines
    left join procedures
        on attached_lines.procedure_id = procedures.procedure_id
    left join valued
        on attached_lines.procedure_id = valued.procedure_id

),

lines as (

    select * from saved
    union all
    select * from attached

),

unioned as (

    select
        lines.plan_line,
        lines.treatment_plan_id,
        lines.treatment_plan_line_id,
        lines.procedure_id,
        plans.patient_id,
        lines.priority_id,
        lines.provider_id,
        lines.clinic_id,
        coalesce(plans.presenter_user_id, plans.entry_user_id) as presenter_user_id,
        plans.treatment_plan_status_code,
        plans.treatment_plan_status,
        lines.tooth_number,
        lines.procedure_code,
        lines.fee_amount,
        lines.insurance_amount,
        lines.patient_amount,
        plans.treatment_plan_date,
        plans.signed_at,
        greatest(lines._loaded_at, plans._loaded_at) as _loaded_at
    from lines
    inner join plans
        on lines.treatment_plan_id = plans.treatment_plan_id

)

select * from unioned
