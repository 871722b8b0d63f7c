with

source as (

    select * from {{ source('opendental', 'userod') }}

),

final as (

    select
        -- keys
        "UserNum" as user_id,

        -- attributes
        nullif("UserName", '') as user_name,
        nullif("DomainUser", '') as domain_user_name,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at
    from source

)

select * from final
