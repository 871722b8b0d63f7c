with

source as (

    select * from {{ source('opendental', 'tasknote') }}

),

renamed as (

    select
        -- keys
        "TaskNoteNum" as task_note_id,
        nullif("TaskNum", 0) as task_id,
        nullif("UserNum", 0) as user_id,

        -- times (practice-local; stamps UTC)
        nullif("DateTimeNote", '0001-01-01'::timestamp) as noted_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
