-- Who is in the group, and whether what stands here of a practice is as fresh as it should be.
with

practices as (

    select * from {{ source('practices', 'practices') }}

),

final as (

    select
        -- keys
        practice_id,

        -- attributes
        practice_name,
        open_dental_release,
        time_zone,
        version as published_version,

        -- flags
        version is not null as is_published,
        coalesce(
            published_at
            < cast('{{ var("built_at") }}' as timestamp)
            - interval '{{ var("stale_hours") }}' hour,
            true
        ) as is_stale,

        -- times
        today_date,
        published_at,
        cast('{{ var("built_at") }}' as timestamp) as _built_at
    from practices

)

select * from final
