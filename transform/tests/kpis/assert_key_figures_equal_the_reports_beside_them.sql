-- What a report shows as well is the same figure. One row where the practice's sums differ.
with

kpi_values as (

    select * from {{ ref('rpt_kpi_values') }}

),

patients as (

    select * from {{ ref('rpt_patient_profiles') }}

),

new_patients as (

    select * from {{ ref('rpt_new_patients') }}

),

unscheduled as (

    select * from {{ ref('rpt_unscheduled_treatment') }}

),

acceptance as (

    select * from {{ ref('rpt_case_acceptance') }}

),

hygiene as (

    select * from {{ ref('rpt_hygiene') }}

),

broken as (

    select * from {{ ref('rpt_broken_appointments') }}

),

activity as (

    select * from {{ ref('rpt_patient_activity') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

ours as (

    select
        kpi_values.kpi_id,
        kpi_values.variant,
        sum(kpi_values.numerator) as numerator,
        sum(kpi_values.denominator) as denominator
    from kpi_values
    cross join settings
    where
        kpi_values.period_grain = 'month'
        and (
            kpi_values.kpi_id <> 'active_patients'
            or kpi_values.period_start = date_trunc('month', settings.today_date)
        )
    group by kpi_values.kpi_id, kpi_values.variant

),

reports as (

    select
        'active_patients' as kpi_id,
        'months_18' as variant,
        count(*) filter (where is_active_18_months)::numeric as numerator,
        null::numeric as denominator
    from patients
    union all
    select
        'new_patients' as kpi_id,
        'first_completed' as variant,
        count(*) as numerator,
        null as denominator
    from new_patients
    union all
    select
        'unscheduled_treatment' as kpi_id,
        'net_of_discount' as variant,
        sum(unscheduled_amount) as numerator,
        null as denominator
    from unscheduled
    union all
    select
        'case_acceptance_fee_pct' as kpi_id,
        'days_' || horizon_days::text as variant,
        sum(accepted_amount) as numerator,
        sum(presented_amount) as denominator
    from acceptance
    group by horizon_days
    union all
    select
        'hygiene_reappointment_pct' as kpi_id,
        'left_with_next_visit' as variant,
        sum(reappointed_count) as numerator,
        sum(hygiene_visit_count) as denominator
    from hygiene
    union all
    select
        'no_show_rate' as kpi_id,
        'all_sources' as variant,
        sum(missed_count) as numerator,
        sum(due_slot_count) as denominator
    from broken
    union all
    select
        'net_growth' as kpi_id,
        'months_18' as variant,
        sum(net_growth_count) as numerator,
        null as denominator
    from activity

)

select
    reports.kpi_id,
    reports.variant,
    reports.numerator as reported,
    ours.numerator,
    reports.denominator as reported_of,
    ours.denominator
from reports
left join ours
    on
        reports.kpi_id = ours.kpi_id
        and reports.variant = ours.variant
where
    coalesce(reports.numerator, 0) <> coalesce(ours.numerator, 0)
    or coalesce(reports.denominator, 0) <> coalesce(ours.denominator, 0)
