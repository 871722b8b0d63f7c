with

source as (

    select * from {{ source('opendental', 'tasklist') }}

),

renamed as (

    select
        -- keys
        "TaskListNum" as task_list_id,
        nullif("Parent", 0) as parent_task_list_id,
        nullif("FromNum", 0) as repeated_from_task_list_id,

        -- attributes
        "Descript" as task_list_name,
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
        "GlobalTaskFilterType" as global_task_filter_type_code,
        case "GlobalTaskFilterType"
            when 0 then 'disabled'
            when 1 then 'default'
            when 2 then 'none'
            when 3 then 'clinic'
            when 4 then 'region'
        end as global_task_filter_type,
        "TaskListStatus" as task_list_status_code,
        case "TaskListStatus"
            when 0 then 'active'
            when 1 then 'archived'
        end as task_list_status,

        -- flags
        "IsRepeating" <> 0 as is_repeating,

        -- times (practice-local; stamps UTC)
        nullif("DateTL", '0001-01-01'::date) as task_list_date,
        nullif("DateTimeEntry", '0001-01-01'::timestamp) as entered_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
