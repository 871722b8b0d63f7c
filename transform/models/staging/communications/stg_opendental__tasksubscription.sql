with

source as (

    select * from {{ source('opendental', 'tasksubscription') }}

),

renamed as (

    select
        -- keys
        "TaskSubscriptionNum" as task_subscription_id,
        nullif("UserNum", 0) as user_id,
        nullif("TaskListNum", 0) as task_list_id,
        nullif("TaskNum", 0) as task_id,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
