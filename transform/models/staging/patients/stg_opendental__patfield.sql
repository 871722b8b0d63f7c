with

source as (

    select * from {{ source('opendental', 'patfield') }}

),

renamed as (

    select
        -- keys
        "PatFieldNum" as patient_field_id,
        nullif("PatNum", 0) as patient_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,

        -- attributes
        "FieldName" as field_name,

        -- times (practice-local; stamps UTC)
        nullif("SecDateEntry", '0001-01-01'::date) as source_created_date,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
