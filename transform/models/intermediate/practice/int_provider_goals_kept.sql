-- What of a provider is kept: the goal has no date.
with

providers as (

    select * from {{ ref('stg_opendental__provider') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        providers.provider_id,
        providers.hourly_production_goal_amount,
        providers.fee_schedule_id,
        providers.is_secondary,
        providers.is_hidden,
        providers.provider_status_code,
        providers.provider_status,
        settings.today_date as seen_date
    from providers
    cross join settings

)

select * from final
