-- The practice's dated goals first; before the first of them, and without any, Open Dental's own
-- goal, which has no date.
with

providers as (

    select * from {{ ref('stg_opendental__provider') }}

),

goals as (

    select * from {{ ref('practice_provider_goals') }}

),

unioned as (

    select
        provider_id,
        '0001-01-01'::date as from_date,
        round(coalesce(hourly_production_goal_amount, 0), 2) as hourly_goal_amount
    from providers
    union all
    select
        providers.provider_id,
        goals.from_date,
        goals.hourly_goal_amount
    from providers
    inner join goals
        on providers.provider_abbreviation = goals.provider_abbreviation

),

dated as (

    select
        provider_id,
        from_date,
        lead(from_date) over (partition by provider_id order by from_date) as until_date,
        hourly_goal_amount
    from unioned

)

select * from dated
