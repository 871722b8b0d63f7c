-- The book, or every appointment where a status is asked for. Without days, today.
with

asked as (

    select
        coalesce(%(from_date)s::date, %(to_date)s::date, calendar_date) as from_date,
        coalesce(%(to_date)s::date, %(from_date)s::date, calendar_date) as to_date
    from marts.dim_dates
    where is_today

)

select *
from marts.fct_appointments
where
    scheduled_date between (select asked.from_date from asked) and (select asked.to_date from asked)
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or %(provider_id)s in (provider_id, hygienist_id))
    and (
        (%(status)s::text is null and is_on_the_book)
        or appointment_status = %(status)s
    )
