with

source as (

    select * from {{ source('opendental', 'codegroup') }}

),

renamed as (

    select
        -- keys
        "CodeGroupNum" as code_group_id,

        -- attributes
        "GroupName" as code_group_name,
        "ProcCodes" as procedure_codes,
        "ItemOrder" as item_order,
        "CodeGroupFixed" as fixed_code_group_code,
        case "CodeGroupFixed"
            when 0 then 'none'
            when 1 then 'bw'
            when 2 then 'pano_fmx'
            when 3 then 'exam'
            when 4 then 'perio'
            when 5 then 'prophy'
            when 6 then 'srp'
            when 7 then 'fm_debride'
            when 8 then 'fluoride'
            when 9 then 'sealant'
        end as fixed_code_group,

        -- flags
        "IsHidden" <> 0 as is_hidden,
        "ShowInAgeLimit" <> 0 as is_shown_in_age_limits,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
