-- Slots that came to an end as asked, or all that were lost.
select *
from marts.fct_appointment_slots
where
    case
        when %(slot_outcome)s::text is null then is_lost
        else slot_outcome = %(slot_outcome)s
    end
    and slot_date >= coalesce(
        %(from_date)s::date,
        (
            coalesce(
                %(to_date)s::date,
                (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
            ) - interval '12 months'
        )::date
    )
    and slot_date <= coalesce(
        %(to_date)s::date, (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
    )
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or %(provider_id)s in (provider_id, hygienist_id))
