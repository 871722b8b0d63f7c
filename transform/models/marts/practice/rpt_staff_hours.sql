-- Hours on the time clock by employee, clinic and day. The status of a clock event says what ended
-- it: going home or to lunch ends a stretch of work; a break is a paid pause within one.
with

clock_events as (

    select * from {{ ref('stg_opendental__clockevent') }}

),

time_adjustments as (

    select * from {{ ref('stg_opendental__timeadjust') }}

),

stacked as (

    select
        employee_id,
        coalesce(clinic_id, 0) as clinic_id,
        started_at::date as work_date,
        case when clock_status_code in (0, 1) then ended_at - started_at end as clocked,
        case when clock_status_code = 2 then ended_at - started_at end as paused,
        -- A correction by hand holds where it was made; less than none means that none was.
        case
            when is_time_adjustment_overridden then time_adjustment
            else time_adjustment_automatic
        end as adjusted,
        case
            when overtime_override >= '0'::interval then overtime_override
            else overtime_automatic
        end as overtime,
        null::interval as paid_time_off,
        (ended_at is null)::integer as open_event,
        _loaded_at
    from clock_events
    where started_at is not null
    union all
    select
        employee_id,
        coalesce(clinic_id, 0) as clinic_id,
        adjusted_at::date as work_date,
        null as clocked,
        null as paused,
        regular_time as adjusted,
        overtime,
        paid_time_off,
        0 as open_event,
        _loaded_at
    from time_adjustments
    where adjusted_at is not null

),

summed as (

    select
        employee_id,
        clinic_id,
        work_date,
        sum(extract(epoch from clocked)) as clocked_seconds,
        sum(extract(epoch from paused)) as break_seconds,
        sum(extract(epoch from adjusted)) as adjusted_seconds,
        sum(extract(epoch from overtime)) as overtime_seconds,
        sum(extract(epoch from paid_time_off)) as paid_time_off_seconds,
        sum(open_event) as open_event_count,
        max(_loaded_at) as _loaded_at
    from stacked
    where employee_id is not null
    group by employee_id, clinic_id, work_date

),

final as (

    select
        -- keys
        employee_id,
        clinic_id,
        work_date,

        -- measures
        (coalesce(clocked_seconds, 0) / 3600)::numeric(9, 4) as clocked_hours,
        (coalesce(break_seconds, 0) / 3600)::numeric(9, 4) as break_hours,
        (coalesce(adjusted_seconds, 0) / 3600)::numeric(9, 4) as adjusted_hours,
        (coalesce(overtime_seconds, 0) / 3600)::numeric(9, 4) as overtime_hours,
        (coalesce(paid_time_off_seconds, 0) / 3600)::numeric(9, 4) as paid_time_off_hours,
        ((coalesce(clocked_seconds, 0) + coalesce(adjusted_seconds, 0)) / 3600)::numeric(9, 4)
            as worked_hours,
        open_event_count,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from summed

)

select * from final
