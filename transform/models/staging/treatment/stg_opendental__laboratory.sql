with

source as (

    select * from {{ source('opendental', 'laboratory') }}

),

renamed as (

    select
        -- keys
        "LaboratoryNum" as laboratory_id,
        nullif("Slip", 0) as slip_sheet_id,

        -- attributes
        "Description" as laboratory_name,
        "City" as city,
        "State" as state,
        "Zip" as zip,

        -- flags
        "IsHidden" <> 0 as is_hidden,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
