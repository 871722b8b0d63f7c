with

chair_times as (

    select * from {{ ref('int_chair_times_opened') }}

),

opened as (

    select
        operatory_id,
        schedule_date,
        clinic_id,
        sum(open_minutes) as open_minutes,
        min(opened_at) as opened_at,
        max(closed_at) as closed_at,
        max(_loaded_at) as _loaded_at
    from chair_times
    group by operatory_id, schedule_date, clinic_id

)

select * from opened
