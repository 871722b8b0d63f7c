-- What was collected for the work of each month within so many days, all clinics or one.
select
    month_start_date,
    within_days as horizon,
    sum(collectible_amount) as collectible_amount,
    sum(patient_payment_amount) as patient_payment_amount,
    sum(insurance_payment_amount) as insurance_payment_amount,
    sum(collected_to_date_amount) as collected_to_date_amount,
    sum(procedure_count)::bigint as procedure_count,
    (sum(patient_payment_amount) + sum(insurance_payment_amount))
    / nullif(sum(collectible_amount), 0) as collection_rate,
    bool_and(is_final) as is_final
from marts.rpt_collection_cohorts
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
group by
    month_start_date,
    within_days
