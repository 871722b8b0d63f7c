-- When a chair is open: any provider is scheduled in it, no blockout that closes it (lunch) lies
-- over that time, and the day is no holiday. Overlapping rows are one time.
with

schedules as (

    select * from {{ ref('stg_opendental__schedule') }}

),

schedule_operatories as (

    select * from {{ ref('stg_opendental__scheduleop') }}

),

operatories as (

    select * from {{ ref('stg_opendental__operatory') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

blockout_types as (

    select * from {{ ref('practice_blockout_types') }}

),

closed_days as (

    select * from {{ ref('int_practice_days_closed') }}

),

timed as (

    select
        schedules.schedule_id,
        schedules.schedule_date,
        schedules.schedule_type_code,
        schedules.blockout_type_id,
        tsrange(
            schedules.schedule_date + schedules.start_time,
            schedules.schedule_date + schedules.stop_time
        ) as time_range,
        schedules._loaded_at
    from schedules
    where
        schedules.schedule_type_code in (1, 2)
        and schedules.schedule_status_code = 0
        and schedules.stop_time > schedules.start_time

),

-- 1 is a provider in the chair, 2 a blockout over it.
marked as (

    select
        schedule_operatories.operatory_id,
        timed.schedule_date,
        timed.time_range,
        timed._loaded_at,
        timed.schedule_type_code = 1 as is_open,
        timed.schedule_type_code = 2
        and coalesce(blockout_types.is_chair_closed, false) as is_closed
    from timed
    inner join schedule_operatories
        on timed.schedule_id = schedule_operatories.schedule_id
    left join definitions
        on timed.blockout_type_id = definitions.definition_id
    left join blockout_types
        on definitions.definition_name = blockout_types.blockout_type

),

ranged as (

    select
        operatory_id,
        schedule_date,
        range_agg(time_range) filter (where is_open) as open_ranges,
        coalesce(
            range_agg(time_range) filter (where is_closed), '{}'::tsmultirange
        ) as closed_ranges,
        max(_loaded_at) as _loaded_at
    from marked
    group by operatory_id, schedule_date

),

pieces as (

    select
        ranged.operatory_id,
        ranged.schedule_date,
        unnest(ranged.open_ranges - ranged.closed_ranges) as open_range,
        ranged._loaded_at
    from ranged
    where ranged.open_ranges is not null

),

opened as (

    select
        pieces.operatory_id,
        pieces.schedule_date,
        coalesce(operatories.clinic_id, 0) as clinic_id,
        lower(pieces.open_range) as opened_at,
        upper(pieces.open_range) as closed_at,
        round(
            extract(epoch from upper(pieces.open_range) - lower(pieces.open_range)) / 60, 2
        ) as open_minutes,
        pieces._loaded_at
    from pieces
    left join operatories
        on pieces.operatory_id = operatories.operatory_id
    left join closed_days
        on
            pieces.schedule_date = closed_days.closed_date
            and closed_days.clinic_id in (0, coalesce(operatories.clinic_id, 0))
    where closed_days.closed_date is null

)

select * from opened
