-- What became of the slots of a day or month; rates are made of the sums.
select
    date_trunc(%(grain)s, report_date)::date as period_start_date,
    sum(due_slot_count)::bigint as due_slot_count,
    sum(completed_slot_count)::bigint as completed_slot_count,
    sum(missed_count)::bigint as missed_count,
    sum(late_cancelled_count)::bigint as late_cancelled_count,
    sum(broken_count)::bigint as broken_count,
    sum(cancelled_count)::bigint as cancelled_count,
    sum(moved_count)::bigint as moved_count,
    sum(unresolved_count)::bigint as unresolved_count,
    sum(missed_count) / nullif(sum(due_slot_count), 0) as no_show_rate,
    (sum(missed_count) + sum(late_cancelled_count) + sum(broken_count))
    / nullif(sum(due_slot_count), 0) as broken_rate
from marts.rpt_broken_appointments
where
    report_date >= coalesce(
        %(from_date)s::date,
        (
            coalesce(
                %(to_date)s::date,
                (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
            ) - interval '12 months'
        )::date
    )
    and report_date <= coalesce(
        %(to_date)s::date, (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
    )
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
group by date_trunc(%(grain)s, report_date)
