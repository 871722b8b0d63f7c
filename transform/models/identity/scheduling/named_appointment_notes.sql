with

source as (

    select * from {{ source('opendental', 'appointment') }}

),

final as (

    select
        -- keys
        "AptNum" as appointment_id,
        nullif("PatNum", 0) as patient_id,

        -- attributes
        nullif("Note", '') as appointment_note_text,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at
    from source
    where nullif("Note", '') is not null

)

select * from final
