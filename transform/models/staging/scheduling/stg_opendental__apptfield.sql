with

source as (

    select * from {{ source('opendental', 'apptfield') }}

),

renamed as (

    select
        -- keys
        "ApptFieldNum" as appointment_field_id,
        nullif("AptNum", 0) as appointment_id,

        -- attributes
        "FieldName" as field_name,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
