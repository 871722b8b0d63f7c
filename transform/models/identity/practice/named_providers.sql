with

source as (

    select * from {{ source('opendental', 'provider') }}

),

final as (

    select
        -- keys
        "ProvNum" as provider_id,

        -- attributes
        nullif("LName", '') as last_name,
        nullif("FName", '') as first_name,
        nullif("MI", '') as middle_name,
        nullif("PreferredName", '') as preferred_name,
        nullif("NationalProvID", '') as national_provider_number,
        nullif("StateLicense", '') as state_license_number,

        -- times
        nullif("Birthdate", '0001-01-01'::date) as birth_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at
    from source

)

select * from final
