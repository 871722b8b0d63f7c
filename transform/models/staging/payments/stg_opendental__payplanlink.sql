with

source as (

    select * from {{ source('opendental', 'payplanlink') }}

),

renamed as (

    select
        -- keys
        "PayPlanLinkNum" as payment_plan_link_id,
        nullif("PayPlanNum", 0) as payment_plan_id,
        nullif("FKey", 0) as linked_id,

        -- attributes
        "LinkType" as linked_type_code,
        case "LinkType"
            when 0 then 'none'
            when 1 then 'adjustment'
            when 2 then 'procedure'
            when 3 then 'ortho_case'
        end as linked_type,

        -- measures
        "AmountOverride"::numeric as override_amount,

        -- times (practice-local; stamps UTC)
        nullif("SecDateTEntry", '0001-01-01'::timestamp) as source_created_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
