with

source as (

    select * from {{ source('opendental', 'carrier') }}

),

final as (

    select
        -- keys
        "CarrierNum" as carrier_id,

        -- attributes
        nullif("CarrierName", '') as carrier_name,
        nullif("Address", '') as address,
        nullif("Address2", '') as address_2,
        nullif("City", '') as city,
        nullif("State", '') as state,
        nullif("Zip", '') as zip,
        nullif("Phone", '') as phone,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at
    from source

)

select * from final
