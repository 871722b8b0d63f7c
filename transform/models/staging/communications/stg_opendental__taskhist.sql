with

source as (

    select * from {{ source('opendental', 'taskhist') }}

),

renamed as (

    select
        -- keys
        "TaskHistNum" as task_history_id,
        nullif("UserNumHist", 0) as recorded_by_user_id,
        nullif("TaskNum", 0) as task_id,
        nullif("TaskListNum", 0) as task_list_id,
        nullif("KeyNum", 0) as linked_id,
        nullif("FromNum", 0) as repeated_from_task_id,
        nullif("UserNum", 0) as user_id,
        nullif("PriorityDefNum", 0) as priority_id,
        nullif("TriageCategory", 0) as triage_category_id,

        -- attributes
        "TaskStatus" as task_status_code,
        case "TaskStatus"
            when 0 then 'new'
            when 1 then 'viewed'
            when 2 then 'done'
        end as task_status,
        "DateType" as date_type_code,
        case "DateType"
            when 0 then 'none'
            when 1 then 'day'
            when 2 then 'week'
            when 3 then 'month'
        end as date_type,
        "ObjectType" as object_type_code,
        case "ObjectType"
            when 0 then 'none'
            when 1 then 'patient'
            when 2 then 'appointment'
        end as object_type,
        "ReminderGroupId" as reminder_group,
        "ReminderType" as reminder_type_code,
        "ReminderFrequency" as reminder_frequency,

        -- flags
        "IsNoteChange" <> 0 as is_note_change,
        "IsRepeating" <> 0 as is_repeating,
        "IsReadOnly" <> 0 as is_read_only,

        -- times (practice-local; stamps UTC)
        nullif("DateTStamp", '0001-01-01'::timestamp) as recorded_at,
        nullif("DateTask", '0001-01-01'::date) as task_date,
        nullif("DateTimeEntry", '0001-01-01'::timestamp) as entered_at,
        nullif("DateTimeFinished", '0001-01-01'::timestamp) as finished_at,
        nullif("DateTimeOriginal", '0001-01-01'::timestamp) as source_created_at,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
