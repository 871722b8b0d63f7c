-- What a patient brought within so many months of the first visit, whoever was paid for it: net
-- production (the practice's own write-off policy) and income. A horizon that is not over is
-- marked, because its figure will still grow.
with

visits as (

    select * from {{ ref('int_visits_identified') }}

),

income_lines as (

    select * from {{ ref('int_production_income_unioned') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

first_visits as (

    select
        patient_id,
        min(visit_date) as first_visit_date,
        min(_loaded_at) as _loaded_at
    from visits
    group by patient_id

),

horizons as (

    select
        first_visits.patient_id,
        first_visits.first_visit_date,
        months.horizon_months,
        (
            first_visits.first_visit_date + make_interval(months => months.horizon_months)
        )::date as horizon_end_date,
        first_visits._loaded_at
    from first_visits
    cross join (values (12), (24), (36)) as months (horizon_months)

),

summed as (

    select
        first_visits.patient_id,
        months.horizon_months,
        sum(income_lines.line_amount) filter (
            where
            income_lines.line_type in (
                'production', 'adjustment', 'write_off_' || settings.write_off_policy
            )
        ) as net_production_amount,
        sum(income_lines.line_amount) filter (
            where income_lines.line_type in ('patient_income', 'insurance_income')
        ) as collection_amount
    from first_visits
    cross join settings
    cross join (values (12), (24), (36)) as months (horizon_months)
    inner join income_lines
        on first_visits.patient_id = income_lines.patient_id
    where
        income_lines.report_date >= first_visits.first_visit_date
        and income_lines.report_date
        < first_visits.first_visit_date + make_interval(months => months.horizon_months)
        and income_lines.report_date <= settings.today_date
    group by first_visits.patient_id, months.horizon_months

),

accumulated as (

    select
        horizons.patient_id,
        horizons.horizon_months,
        horizons.first_visit_date,
        coalesce(summed.net_production_amount, 0) as net_production_amount,
        coalesce(summed.collection_amount, 0) as collection_amount,
        horizons.horizon_end_date <= settings.today_date as is_horizon_over,
        horizons._loaded_at
    from horizons
    cross join settings
    left join summed
        on
            horizons.patient_id = summed.patient_id
            and horizons.horizon_months = summed.horizon_months

)

select * from accumulated
