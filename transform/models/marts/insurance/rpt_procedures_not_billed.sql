with

unbilled as (

    select * from {{ ref('int_procedures_unbilled') }}

),

procedure_codes as (

    select * from {{ ref('dim_procedure_codes') }}

),

plans as (

    select * from {{ ref('dim_insurance_plans') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        -- keys
        unbilled.procedure_id,
        unbilled.patient_id,
        unbilled.provider_id,
        unbilled.clinic_id,
        unbilled.insurance_plan_id,
        plans.carrier_id,

        -- attributes
        plans.carrier_name,
        procedure_codes.procedure_code,

        -- measures
        unbilled.gross_fee_amount,
        coalesce(unbilled.insurance_estimate_amount, 0)::numeric(14, 2)
            as insurance_estimate_amount,
        settings.today_date - unbilled.service_date as waiting_days,

        -- times
        settings.today_date as as_of_date,
        unbilled.service_date,

        -- loader (UTC)
        unbilled._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from unbilled
    cross join settings
    left join procedure_codes
        on unbilled.procedure_code_id = procedure_codes.procedure_code_id
    left join plans
        on unbilled.insurance_plan_id = plans.insurance_plan_id

)

select * from final
