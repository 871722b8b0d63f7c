with

source as (

    select * from {{ source('opendental', 'taskunread') }}

),

renamed as (

    select
        -- keys
        "TaskUnreadNum" as task_unread_id,
        nullif("TaskNum", 0) as task_id,
        nullif("UserNum", 0) as user_id,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
