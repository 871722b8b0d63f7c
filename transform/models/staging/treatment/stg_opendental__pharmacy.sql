with

source as (

    select * from {{ source('opendental', 'pharmacy') }}

),

renamed as (

    select
        -- keys
        "PharmacyNum" as pharmacy_id,

        -- attributes
        "PharmID" as external_pharmacy,
        "StoreName" as pharmacy_name,
        "Fax" as fax,
        "City" as city,
        "State" as state,
        "Zip" as zip,

        -- times (practice-local; stamps UTC)
        "DateTStamp" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
