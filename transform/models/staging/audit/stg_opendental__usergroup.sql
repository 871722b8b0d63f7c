with

source as (

    select * from {{ source('opendental', 'usergroup') }}

),

renamed as (

    select
        -- keys
        "UserGroupNum" as user_group_id,

        -- attributes
        "Description" as user_group_name,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
