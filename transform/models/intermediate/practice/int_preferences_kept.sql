-- Preferences that decide figures; what a program moves every night is left out.
with

preferences as (

    select * from {{ ref('stg_opendental__preference') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        preferences.preference_id,
        preferences.preference_name,
        preferences.preference_value,
        settings.today_date as seen_date
    from preferences
    cross join settings
    where
        preferences.preference_value is not null
        and preferences.preference_name not in ('SyntheticPracticeToday', 'DateLastAging')

)

select * from final
