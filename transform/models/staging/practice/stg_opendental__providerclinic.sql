with

source as (

    select * from {{ source('opendental', 'providerclinic') }}

),

renamed as (

    select
        -- keys
        "ProviderClinicNum" as provider_clinic_id,
        nullif("ProvNum", 0) as provider_id,
        nullif("ClinicNum", 0) as clinic_id,

        -- attributes
        "StateWhereLicensed" as state_where_licensed,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
