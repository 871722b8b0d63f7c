with

source as (

    select * from {{ source('opendental', 'discountplansub') }}

),

renamed as (

    select
        -- keys
        "DiscountSubNum" as discount_plan_subscription_id,
        nullif("DiscountPlanNum", 0) as discount_plan_id,
        nullif("PatNum", 0) as patient_id,

        -- times (practice-local; stamps UTC)
        nullif("DateEffective", '0001-01-01'::date) as effective_date,
        nullif("DateTerm", '0001-01-01'::date) as termination_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
