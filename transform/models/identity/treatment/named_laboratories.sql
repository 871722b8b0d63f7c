with

source as (

    select * from {{ source('opendental', 'laboratory') }}

),

final as (

    select
        -- keys
        "LaboratoryNum" as laboratory_id,

        -- attributes
        nullif("Description", '') as laboratory_name,
        nullif("Address", '') as address,
        nullif("City", '') as city,
        nullif("State", '') as state,
        nullif("Zip", '') as zip,
        nullif("Phone", '') as phone,
        nullif("WirelessPhone", '') as wireless_phone,
        nullif("Email", '') as email,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at
    from source

)

select * from final
