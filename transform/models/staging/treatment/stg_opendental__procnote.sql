with

source as (

    select * from {{ source('opendental', 'procnote') }}

),

renamed as (

    select
        -- keys
        "ProcNoteNum" as procedure_note_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ProcNum", 0) as procedure_id,
        nullif("UserNum", 0) as user_id,

        -- times (practice-local; stamps UTC)
        nullif("EntryDateTime", '0001-01-01'::timestamp) as noted_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
