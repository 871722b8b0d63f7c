with

source as (

    select * from {{ source('opendental', 'medication') }}

),

renamed as (

    select
        -- keys
        "MedicationNum" as medication_id,
        nullif("GenericNum", 0) as generic_medication_id,

        -- attributes
        "MedName" as medication_name,
        "RxCui" as rx_cui,

        -- times (practice-local; stamps UTC)
        "DateTStamp" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
