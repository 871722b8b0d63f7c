with

source as (

    select * from {{ source('opendental', 'treatplanparam') }}

),

renamed as (

    select
        -- keys
        "TreatPlanParamNum" as treatment_plan_setting_id,
        nullif("PatNum", 0) as patient_id,
        nullif("TreatPlanNum", 0) as treatment_plan_id,

        -- flags
        "ShowDiscount" <> 0 as is_discount_shown,
        "ShowMaxDed" <> 0 as is_maximum_and_deductible_shown,
        "ShowSubTotals" <> 0 as is_subtotal_shown,
        "ShowTotals" <> 0 as is_total_shown,
        "ShowCompleted" <> 0 as is_completed_shown,
        "ShowFees" <> 0 as is_fee_shown,
        "ShowIns" <> 0 as is_insurance_shown,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
