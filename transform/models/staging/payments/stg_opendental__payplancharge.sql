with

source as (

    select * from {{ source('opendental', 'payplancharge') }}

),

renamed as (

    select
        -- keys
        "PayPlanChargeNum" as payment_plan_charge_id,
        nullif("PayPlanNum", 0) as payment_plan_id,
        nullif("Guarantor", 0) as guarantor_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ProvNum", 0) as provider_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("ProcNum", 0) as procedure_id,
        nullif("StatementNum", 0) as statement_id,
        nullif("FKey", 0) as linked_id,

        -- attributes
        "ChargeType" as charge_type_code,
        case "ChargeType"
            when 0 then 'debit'
            when 1 then 'credit'
        end as charge_type,
        "LinkType" as linked_type_code,
        case "LinkType"
            when 0 then 'none'
            when 1 then 'adjustment'
            when 2 then 'procedure'
            when 3 then 'ortho_case'
        end as linked_type,

        -- measures
        "Principal"::numeric as principal_amount,
        "Interest"::numeric as interest_amount,

        -- flags
        "IsOffset" <> 0 as is_offset,

        -- times (practice-local; stamps UTC)
        nullif("ChargeDate", '0001-01-01'::date) as charge_date,
        nullif("SecDateTEntry", '0001-01-01'::timestamp) as source_created_at,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
