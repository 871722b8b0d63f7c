with

source as (

    select * from {{ source('opendental', 'feesched') }}

),

renamed as (

    select
        -- keys
        "FeeSchedNum" as fee_schedule_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,

        -- attributes
        "Description" as fee_schedule_name,
        "FeeSchedType" as fee_schedule_type_code,
        case "FeeSchedType"
            when 0 then 'normal'
            when 1 then 'co_pay'
            when 2 then 'out_network'
            when 3 then 'fixed_benefit'
            when 4 then 'manual_blue_book'
        end as fee_schedule_type,
        "ItemOrder" as item_order,

        -- flags
        "IsHidden" <> 0 as is_hidden,
        "IsGlobal" <> 0 as is_global,

        -- times (practice-local; stamps UTC)
        nullif("SecDateEntry", '0001-01-01'::date) as source_created_date,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
