with

source as (

    select * from {{ source('opendental', 'patrestriction') }}

),

renamed as (

    select
        -- keys
        "PatRestrictionNum" as patient_restriction_id,
        nullif("PatNum", 0) as patient_id,

        -- attributes
        "PatRestrictType" as patient_restriction_type_code,
        case "PatRestrictType"
            when 0 then 'none'
            when 1 then 'appt_schedule'
        end as patient_restriction_type,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
