with

source as (

    select * from {{ source('opendental', 'paysplit') }}

),

renamed as (

    select
        -- keys
        "SplitNum" as payment_split_id,
        nullif("PatNum", 0) as patient_id,
        nullif("PayNum", 0) as payment_id,
        nullif("ProvNum", 0) as provider_id,
        nullif("PayPlanNum", 0) as payment_plan_id,
        nullif("ProcNum", 0) as procedure_id,
        nullif("UnearnedType", 0) as unearned_type_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,
        nullif("FSplitNum", 0) as offset_split_id,
        nullif("AdjNum", 0) as adjustment_id,
        nullif("PayPlanChargeNum", 0) as payment_plan_charge_id,

        -- attributes
        "DiscountType" as discount_type,
        "PayPlanDebitType" as payment_plan_debit_type_code,
        case "PayPlanDebitType"
            when 0 then 'unknown'
            when 1 then 'principal'
            when 2 then 'interest'
        end as payment_plan_debit_type,

        -- measures
        "SplitAmt"::numeric as split_amount,

        -- flags
        "IsDiscount" <> 0 as is_discount,

        -- times (practice-local; stamps UTC)
        nullif("ProcDate", '0001-01-01'::date) as service_date,
        nullif("DatePay", '0001-01-01'::date) as payment_date,
        nullif("DateEntry", '0001-01-01'::date) as entry_date,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
