-- One row per day on which anybody was scheduled to work: from the first start to the last stop.
with

schedules as (

    select * from {{ ref('stg_opendental__schedule') }}

),

merged as (

    select
        schedule_date as open_date,
        min(start_time) as first_start_time,
        max(stop_time) as last_stop_time,
        max(_loaded_at) as _loaded_at
    from schedules
    where
        -- people at work: providers and employees, neither holidays nor blockouts
        schedule_type_code in (1, 3)
        and schedule_status_code = 0
        and stop_time > start_time
    group by schedule_date

)

select * from merged
