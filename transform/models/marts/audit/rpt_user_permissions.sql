with

permissions as (

    select * from {{ ref('int_user_permissions_expanded') }}

),

users as (

    select * from {{ ref('stg_opendental__userod') }}

),

final as (

    select
        -- keys
        permissions.user_id,
        permissions.permission_code,
        users.provider_id,
        users.employee_id,

        -- attributes
        permissions.permission,
        permissions.user_group_names,

        -- flags
        permissions.is_hidden_user,
        permissions.is_limited_by_age,
        -- who may change what others are held to, or take the whole database away
        permissions.permission_code in (8, 11, 19, 24, 28, 87, 122, 151, 158, 226) as is_powerful,

        -- times
        users.last_login_at,

        -- loader (UTC)
        permissions._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from permissions
    inner join users
        on permissions.user_id = users.user_id

)

select * from final
