with

source as (

    select * from {{ source('opendental', 'usergroupattach') }}

),

renamed as (

    select
        -- keys
        "UserGroupAttachNum" as user_group_member_id,
        nullif("UserNum", 0) as user_id,
        nullif("UserGroupNum", 0) as user_group_id,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
