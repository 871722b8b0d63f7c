with

source as (

    select * from {{ source('opendental', 'discountplan') }}

),

renamed as (

    select
        -- keys
        "DiscountPlanNum" as discount_plan_id,
        nullif("FeeSchedNum", 0) as fee_schedule_id,
        nullif("DefNum", 0) as adjustment_type_id,

        -- attributes
        "Description" as discount_plan_name,
        "PlanNote" as plan_note,
        nullif("ExamFreqLimit", -1) as exam_frequency_limit,
        nullif("XrayFreqLimit", -1) as xray_frequency_limit,
        nullif("ProphyFreqLimit", -1) as prophy_frequency_limit,
        nullif("FluorideFreqLimit", -1) as fluoride_frequency_limit,
        nullif("PerioFreqLimit", -1) as perio_frequency_limit,
        nullif("LimitedExamFreqLimit", -1) as limited_exam_frequency_limit,
        nullif("PAFreqLimit", -1) as periapical_frequency_limit,

        -- measures
        nullif("AnnualMax", -1)::numeric as annual_max_amount,

        -- flags
        "IsHidden" <> 0 as is_hidden,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
