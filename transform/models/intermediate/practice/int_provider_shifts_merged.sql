-- A provider who is on the schedule twice at the same time (two operatories, two overlapping
-- rows) works once. The clinic of a shift is that of its operatories; without one, that of the
-- row itself.
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

-- Provider rows (type 1) that are open (status 0) and last longer than nothing.
shifts as (

    select distinct
        schedules.provider_id,
        schedules.schedule_date,
        coalesce(operatories.clinic_id, schedules.clinic_id, 0) as clinic_id,
        schedules.schedule_date + schedules.start_time as started_at,
        schedules.schedule_date + schedules.stop_time as stopped_at,
        schedules._loaded_at
    from schedules
    left join schedule_operatories
        on schedules.schedule_id = schedule_operatories.schedule_id
    left join operatories
        on schedule_operatories.operatory_id = operatories.operatory_id
    where
        schedules.schedule_type_code = 1
        and schedules.schedule_status_code = 0
        and schedules.provider_id is not null
        and schedules.stop_time > schedules.start_time

),

-- range_agg() joins what overlaps or touches.
summed as (

    select
        provider_id,
        schedule_date,
        clinic_id,
        range_agg(tsrange(started_at, stopped_at)) as worked_ranges,
        max(_loaded_at) as _loaded_at
    from shifts
    group by provider_id, schedule_date, clinic_id

),

pieces as (

    select
        summed.provider_id,
        summed.schedule_date,
        summed.clinic_id,
        unnest(summed.worked_ranges) as worked_range,
        summed._loaded_at
    from summed

),

merged as (

    select
        provider_id,
        schedule_date,
        clinic_id,
        lower(worked_range) as started_at,
        upper(worked_range) as stopped_at,
        round(
            extract(epoch from upper(worked_range) - lower(worked_range)) / 60, 2
        ) as shift_minutes,
        _loaded_at
    from pieces

)

select * from merged
