with

source as (

    select * from {{ source('opendental', 'medicationpat') }}

),

renamed as (

    select
        -- keys
        "MedicationPatNum" as patient_medication_id,
        nullif("PatNum", 0) as patient_id,
        nullif("MedicationNum", 0) as medication_id,
        nullif("ProvNum", 0) as provider_id,

        -- attributes
        "RxCui" as rx_cui,
        "ErxGuid" as erx_guid,

        -- flags
        "IsCpoe" <> 0 as is_cpoe,

        -- times (practice-local; stamps UTC)
        "DateTStamp" as source_updated_at,
        nullif("DateStart", '0001-01-01'::date) as start_date,
        nullif("DateStop", '0001-01-01'::date) as stop_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
