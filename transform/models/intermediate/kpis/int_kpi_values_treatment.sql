-- Section G, treatment: by the day it was planned or done and the provider it is charted under.
-- A patient who was shown treatment by several belongs to the one with most of it; what is
-- unscheduled belongs to the patient's own provider and clinic.
with

presented as (

    select * from {{ ref('int_treatment_presented') }}

),

plan_lines as (

    select * from {{ ref('int_treatment_plan_lines_unioned') }}

),

steps as (

    select * from {{ ref('int_treatment_steps_dated') }}

),

visits as (

    select * from {{ ref('int_visits_identified') }}

),

procedures as (

    select * from {{ ref('fct_procedures') }}

),

credits as (

    select * from {{ ref('int_procedure_credits_dated') }}

),

unscheduled as (

    select * from {{ ref('rpt_unscheduled_treatment') }}

),

activity as (

    select * from {{ ref('int_patient_activity_dated') }}

),

patients as (

    select * from {{ ref('dim_patients') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

this_month as (

    select date_trunc('month', today_date)::date as month_start_date
    from settings

),

planned as (

    select
        presented.*,
        coalesce(presented.accepted_date - presented.treatment_planned_date, 100000)
            as days_to_acceptance,
        coalesce(presented.done_date - presented.treatment_planned_date, 100000)
            as days_to_completion
    from presented
    cross join settings
    where presented.treatment_planned_date <= settings.today_date

),

shown as (

    select * from planned
    where not is_withdrawn

),

-- Who showed the first saved plan that the procedure stands on.
presenters as (

    select distinct on (procedure_id)
        procedure_id,
        coalesce(presenter_user_id, 0) as presenter_user_id
    from plan_lines
    where
        treatment_plan_status_code = 0
        and procedure_id is not null
        and treatment_plan_date is not null
    order by procedure_id asc, treatment_plan_date asc, treatment_plan_id asc

),

diagnosed as (

    select distinct
        patient_id,
        treatment_planned_date
    from shown

),

exam_visits as (

    select
        visits.visit_date,
        coalesce(visits.exam_provider_id, 0) as provider_id,
        visits.clinic_id,
        diagnosed.patient_id is not null as is_diagnosed,
        visits._loaded_at
    from visits
    left join diagnosed
        on
            visits.patient_id = diagnosed.patient_id
            and visits.visit_date = diagnosed.treatment_planned_date
    where visits.is_exam

),

credited as (

    select
        procedures.procedure_id,
        procedures.provider_id,
        procedures.clinic_id,
        procedures.service_date,
        procedures.gross_fee_amount,
        coalesce(sum(credits.credit_amount), 0) as credit_amount,
        coalesce(
            sum(credits.credit_amount) filter (
                where credits.credit_date <= procedures.service_date + 30
            ), 0
        ) as credit_30_days_amount,
        coalesce(
            sum(credits.credit_amount) filter (
                where credits.credit_date <= procedures.service_date + 60
            ), 0
        ) as credit_60_days_amount,
        coalesce(
            sum(credits.credit_amount) filter (
                where credits.credit_date <= procedures.service_date + 90
            ), 0
        ) as credit_90_days_amount,
        procedures._loaded_at
    from procedures
    left join credits
        on procedures.procedure_id = credits.procedure_id
    where
        procedures.is_complete
        and procedures.service_date is not null
        and procedures.gross_fee_amount > 0
    group by
        procedures.procedure_id,
        procedures.provider_id,
        procedures.clinic_id,
        procedures.service_date,
        procedures.gross_fee_amount,
        procedures._loaded_at

),

events as (

    select
        'treatment_presented' as kpi_id,
        measures.variant,
        planned.treatment_planned_date as event_date,
        planned.provider_id,
        planned.clinic_id,
        measures.numerator,
        null as denominator,
        planned._loaded_at
    from planned
    cross join
        lateral (
            values
            ('fee', planned.gross_fee_amount, not planned.is_withdrawn),
            ('count', 1, not planned.is_withdrawn),
            ('withdrawn_fee', planned.gross_fee_amount, planned.is_withdrawn),
            ('withdrawn_count', 1, planned.is_withdrawn)
        ) as measures (variant, numerator, is_counted)
    where measures.is_counted
    union all
    select
        measures.kpi_id,
        'days_' || days.horizon_days::text as variant,
        shown.treatment_planned_date as event_date,
        shown.provider_id,
        shown.clinic_id,
        case
            when shown.days_to_acceptance <= days.horizon_days then measures.amount
            else 0
        end as numerator,
        measures.amount as denominator,
        shown._loaded_at
    from shown
    cross join (values (0), (30), (90)) as days (horizon_days)
    cross join
        lateral (
            values
            ('case_acceptance_fee_pct', shown.gross_fee_amount),
            ('case_acceptance_count_pct', 1)
        ) as measures (kpi_id, amount)
    union all
    select
        'treatment_completed_pct' as kpi_id,
        'days_' || days.horizon_days::text as variant,
        shown.treatment_planned_date as event_date,
        shown.provider_id,
        shown.clinic_id,
        case
            when shown.days_to_completion <= days.horizon_days then shown.gross_fee_amount
            else 0
        end as numerator,
        shown.gross_fee_amount as denominator,
        shown._loaded_at
    from shown
    cross join (values (90), (180), (365)) as days (horizon_days)
    union all
    select
        'presenter_effectiveness' as kpi_id,
        'user_' || presenters.presenter_user_id::text as variant,
        shown.treatment_planned_date as event_date,
        shown.provider_id,
        shown.clinic_id,
        case when shown.days_to_acceptance <= 90 then shown.gross_fee_amount else 0 end
            as numerator,
        shown.gross_fee_amount as denominator,
        shown._loaded_at
    from shown
    inner join presenters
        on shown.procedure_id = presenters.procedure_id
    union all
    select
        'diagnosis_rate' as kpi_id,
        'exam_visits' as variant,
        visit_date as event_date,
        provider_id,
        clinic_id,
        case when is_diagnosed then 1 else 0 end as numerator,
        1 as denominator,
        _loaded_at
    from exam_visits
    union all
    select
        'treatment_funnel' as kpi_id,
        dated.step as variant,
        steps.treatment_planned_date as event_date,
        steps.provider_id,
        steps.clinic_id,
        case when dated.step_date is not null then 1 else 0 end as numerator,
        1 as denominator,
        steps._loaded_at
    from steps
    cross join settings
    cross join
        lateral (
            values
            ('presented', steps.presented_date),
            ('signed', steps.signed_date),
            ('preauthorization_sent', steps.preauthorization_sent_date),
            ('scheduled', coalesce(steps.scheduled_date, steps.completed_date)),
            ('completed', steps.completed_date),
            ('claim_sent', steps.claim_sent_date),
            ('paid_in_full', steps.paid_date)
        ) as dated (step, step_date)
    where
        not steps.is_withdrawn
        and steps.treatment_planned_date <= settings.today_date
    union all
    select
        measures.kpi_id,
        measures.variant,
        credited.service_date as event_date,
        credited.provider_id,
        credited.clinic_id,
        case
            when measures.credit_amount >= credited.gross_fee_amount - 0.005 then 1
            else 0
        end as numerator,
        1 as denominator,
        credited._loaded_at
    from credited
    cross join
        lateral (
            values
            ('fully_paid', 'by_today', credited.credit_amount),
            ('fully_paid', 'days_30', credited.credit_30_days_amount),
            ('fully_paid', 'days_60', credited.credit_60_days_amount),
            ('fully_paid', 'days_90', credited.credit_90_days_amount),
            ('paid_30d', 'days_30', credited.credit_30_days_amount)
        ) as measures (kpi_id, variant, credit_amount)

),

days as (

    select
        kpi_id,
        variant,
        event_date as period_start,
        provider_id,
        clinic_id,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        count(*) as n_rows,
        max(_loaded_at) as _loaded_at
    from events
    group by event_date, provider_id, clinic_id, kpi_id, variant

),

-- Every patient of a month once, with the provider and clinic of most of the fee shown.
patient_shares as (

    select
        date_trunc('month', treatment_planned_date)::date as period_start,
        patient_id,
        provider_id,
        clinic_id,
        sum(gross_fee_amount) as shown_amount,
        min(days_to_acceptance) as days_to_acceptance,
        count(*) as procedure_count,
        max(_loaded_at) as _loaded_at
    from shown
    group by
        date_trunc('month', treatment_planned_date)::date, patient_id, provider_id, clinic_id

),

patient_months as (

    select
        period_start,
        patient_id,
        (
            array_agg(provider_id order by shown_amount desc, provider_id asc, clinic_id asc)
        )[1] as provider_id,
        (
            array_agg(clinic_id order by shown_amount desc, provider_id asc, clinic_id asc)
        )[1] as clinic_id,
        min(days_to_acceptance) as days_to_acceptance,
        sum(procedure_count) as procedure_count,
        max(_loaded_at) as _loaded_at
    from patient_shares
    group by period_start, patient_id

),

patient_acceptance as (

    select
        'patient_acceptance_pct' as kpi_id,
        'days_' || days.horizon_days::text as variant,
        patient_months.period_start,
        patient_months.provider_id,
        patient_months.clinic_id,
        count(*) filter (
            where patient_months.days_to_acceptance <= days.horizon_days
        )::numeric as numerator,
        count(*)::numeric as denominator,
        sum(patient_months.procedure_count) as n_rows,
        max(patient_months._loaded_at) as _loaded_at
    from patient_months
    cross join (values (0), (30), (90)) as days (horizon_days)
    group by
        days.horizon_days,
        patient_months.period_start,
        patient_months.provider_id,
        patient_months.clinic_id

),

-- Half of those that reached a step needed no more than these days; of the whole practice.
step_medians as (

    select
        'treatment_funnel' as kpi_id,
        'median_days_to_' || dated.step as variant,
        date_trunc('month', steps.treatment_planned_date)::date as period_start,
        null::bigint as provider_id,
        null::bigint as clinic_id,
        percentile_disc(0.5) within group (
            order by greatest(dated.step_date - steps.treatment_planned_date, 0)
        )::numeric as numerator,
        null::numeric as denominator,
        count(*) as n_rows,
        max(steps._loaded_at) as _loaded_at
    from steps
    cross join settings
    cross join
        lateral (
            values
            ('presented', steps.presented_date),
            ('scheduled', coalesce(steps.scheduled_date, steps.completed_date)),
            ('completed', steps.completed_date),
            ('claim_sent', steps.claim_sent_date),
            ('paid_in_full', steps.paid_date)
        ) as dated (step, step_date)
    where
        not steps.is_withdrawn
        and steps.treatment_planned_date <= settings.today_date
        and dated.step_date is not null
    group by dated.step, date_trunc('month', steps.treatment_planned_date)::date

),

-- Of today alone.
unscheduled_today as (

    select
        'unscheduled_treatment' as kpi_id,
        measures.variant,
        this_month.month_start_date as period_start,
        unscheduled.primary_provider_id as provider_id,
        unscheduled.clinic_id,
        sum(measures.amount) as numerator,
        null::numeric as denominator,
        sum(unscheduled.unscheduled_procedure_count) as n_rows,
        max(unscheduled._loaded_at) as _loaded_at
    from unscheduled
    cross join this_month
    cross join
        lateral (
            values
            ('net_of_discount', unscheduled.unscheduled_amount),
            ('days_0_90', unscheduled.unscheduled_0_90_days_amount),
            ('days_91_365', unscheduled.unscheduled_91_365_days_amount),
            ('days_366_548', unscheduled.unscheduled_366_548_days_amount),
            ('stale', unscheduled.unscheduled_stale_amount),
            (
                'with_benefits_left',
                case
                    when unscheduled.benefits_remaining_amount > 0
                        then unscheduled.unscheduled_amount
                    else 0
                end
            )
        ) as measures (variant, amount)
    where unscheduled.unscheduled_procedure_count > 0
    group by
        measures.variant,
        this_month.month_start_date,
        unscheduled.primary_provider_id,
        unscheduled.clinic_id

),

open_and_active as (

    select
        primary_provider_id as provider_id,
        clinic_id,
        unscheduled_amount,
        0 as active_count,
        _loaded_at
    from unscheduled
    union all
    select
        patients.primary_provider_id as provider_id,
        patients.clinic_id,
        0 as unscheduled_amount,
        1 as active_count,
        activity._loaded_at
    from activity
    inner join patients
        on activity.patient_id = patients.patient_id
    where activity.is_active_18_months

),

unscheduled_per_patient as (

    select
        'unscheduled_treatment' as kpi_id,
        'per_active_patient' as variant,
        this_month.month_start_date as period_start,
        open_and_active.provider_id,
        open_and_active.clinic_id,
        sum(open_and_active.unscheduled_amount) as numerator,
        sum(open_and_active.active_count)::numeric as denominator,
        sum(open_and_active.active_count) as n_rows,
        max(open_and_active._loaded_at) as _loaded_at
    from open_and_active
    cross join this_month
    group by
        this_month.month_start_date, open_and_active.provider_id, open_and_active.clinic_id

),

unioned as (

    select
        *,
        'day' as period_grain
    from days
    union all
    select
        *,
        'month' as period_grain
    from patient_acceptance
    union all
    select
        *,
        'month' as period_grain
    from step_medians
    union all
    select
        *,
        'month' as period_grain
    from unscheduled_today
    union all
    select
        *,
        'month' as period_grain
    from unscheduled_per_patient

),

final as (

    select
        kpi_id,
        variant,
        period_grain,
        period_start,
        provider_id,
        clinic_id,
        numerator::numeric as numerator,
        denominator::numeric as denominator,
        n_rows::bigint as n_rows,
        _loaded_at
    from unioned

)

select * from final
