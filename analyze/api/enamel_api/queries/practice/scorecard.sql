-- Each provider over the whole months of a period; shares are made of the sums.
select
    provider_id,
    sum(visit_count)::bigint as visit_count,
    sum(new_patient_count)::bigint as new_patient_count,
    sum(hygiene_visit_count)::bigint as hygiene_visit_count,
    sum(due_slot_count)::bigint as due_slot_count,
    sum(lost_slot_count)::bigint as lost_slot_count,
    sum(production_amount) as production_amount,
    sum(adjustment_amount) as adjustment_amount,
    sum(write_off_policy_amount) as write_off_policy_amount,
    sum(net_production_amount) as net_production_amount,
    sum(goal_amount) as goal_amount,
    sum(presented_amount) as presented_amount,
    sum(accepted_amount) as accepted_amount,
    sum(scheduled_hours) as scheduled_hours,
    sum(production_amount) / nullif(sum(scheduled_hours), 0) as production_per_hour_amount,
    sum(production_amount) / nullif(sum(visit_count), 0) as production_per_visit_amount,
    sum(net_production_amount) / nullif(sum(goal_amount), 0) as goal_attainment_rate,
    sum(reappointed_count) / nullif(sum(hygiene_visit_count), 0) as reappointment_rate,
    sum(accepted_amount) / nullif(sum(presented_amount), 0) as accepted_amount_rate,
    sum(lost_slot_count) / nullif(sum(due_slot_count), 0) as broken_rate
from marts.rpt_provider_performance
where
    month_start_date >= coalesce(
        date_trunc('month', %(from_date)s::date)::date,
        (
            coalesce(
                %(to_date)s::date,
                (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
            ) - interval '12 months'
        )::date
    )
    and month_start_date <= coalesce(
        %(to_date)s::date, (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
    )
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
group by provider_id
