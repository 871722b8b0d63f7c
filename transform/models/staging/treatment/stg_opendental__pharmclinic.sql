with

source as (

    select * from {{ source('opendental', 'pharmclinic') }}

),

renamed as (

    select
        -- keys
        "PharmClinicNum" as pharmacy_clinic_id,
        nullif("PharmacyNum", 0) as pharmacy_id,
        nullif("ClinicNum", 0) as clinic_id,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
