-- One row per user and permission: what a person may do through any of the groups they belong to.
-- A limit on how old the thing may be counts only when every group that grants it sets one.
with

users as (

    select * from {{ ref('stg_opendental__userod') }}

),

memberships as (

    select * from {{ ref('stg_opendental__usergroupattach') }}

),

user_groups as (

    select * from {{ ref('stg_opendental__usergroup') }}

),

permissions as (

    select * from {{ ref('stg_opendental__grouppermission') }}

),

expanded as (

    select
        users.user_id,
        permissions.permission_code,
        max(permissions.permission) as permission,
        string_agg(
            distinct user_groups.user_group_name, ', ' order by user_groups.user_group_name
        ) as user_group_names,
        bool_or(users.is_hidden) as is_hidden_user,
        bool_and(
            coalesce(permissions.editable_days, 0) > 0
            or permissions.editable_from_date is not null
        ) as is_limited_by_age,
        max(users._loaded_at) as _loaded_at
    from users
    inner join memberships
        on users.user_id = memberships.user_id
    inner join user_groups
        on memberships.user_group_id = user_groups.user_group_id
    inner join permissions
        on user_groups.user_group_id = permissions.user_group_id
    group by users.user_id, permissions.permission_code

)

select * from expanded
