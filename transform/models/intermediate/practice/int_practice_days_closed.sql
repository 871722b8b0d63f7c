-- Holidays: practice rows (type 0) with status 2. A row without a clinic closes every clinic.
with

schedules as (

    select * from {{ ref('stg_opendental__schedule') }}

),

closed as (

    select
        schedule_date as closed_date,
        coalesce(clinic_id, 0) as clinic_id,
        max(_loaded_at) as _loaded_at
    from schedules
    where
        schedule_type_code = 0
        and schedule_status_code = 2
    group by schedule_date, coalesce(clinic_id, 0)

)

select * from closed
