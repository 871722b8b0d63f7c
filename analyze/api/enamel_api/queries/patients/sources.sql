-- New patients by where they came from over the period, and what first years that are over brought.
select
    referral_id,
    source_kind,
    source_name,
    sum(new_patient_count)::bigint as new_patient_count,
    sum(first_year_over_count)::bigint as first_year_over_count,
    sum(first_year_production_amount) as first_year_production_amount,
    sum(first_year_collection_amount) as first_year_collection_amount,
    sum(first_year_production_amount) / nullif(sum(first_year_over_count), 0)
        as average_first_year_production_amount
from marts.rpt_referral_sources
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
    referral_id,
    source_kind,
    source_name
