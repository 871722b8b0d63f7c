-- Minutes of the pattern (five a character) of appointments that hold their chair: scheduled or
-- complete. Two at the same time count twice, so a chair can be booked beyond its open time.
with

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

booked as (

    select
        coalesce(operatory_id, 0) as operatory_id,
        scheduled_at::date as schedule_date,
        coalesce(max(clinic_id), 0) as clinic_id,
        count(*) as appointment_count,
        sum(length(time_pattern) * 5)::numeric as booked_minutes,
        sum(
            length(time_pattern) * 5
        ) filter (where appointment_status_code = 2)::numeric as completed_minutes,
        max(_loaded_at) as _loaded_at
    from appointments
    where
        appointment_status_code in (1, 2)
        and scheduled_at is not null
    group by coalesce(operatory_id, 0), scheduled_at::date

)

select * from booked
