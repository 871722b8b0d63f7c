with

source as (

    select * from {{ source('opendental', 'zipcode') }}

),

renamed as (

    select
        -- keys
        "ZipCodeNum" as zip_code_id,

        -- attributes
        "ZipCodeDigits" as zip,
        "City" as city,
        "State" as state,

        -- flags
        "IsFrequent" <> 0 as is_frequent,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
