-- Each step counts the procedures of the month that reached it, whether or not they passed the one
-- before: an office that never saves plans still completes them.
with

steps as (

    select * from {{ ref('int_treatment_steps_dated') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

reached as (

    select
        date_trunc('month', steps.treatment_planned_date)::date as month_start_date,
        steps.provider_id,
        steps.clinic_id,
        dated.step_number,
        dated.step,
        steps.procedure_id,
        steps.gross_fee_amount,
        dated.step_date,
        greatest(dated.step_date - steps.treatment_planned_date, 0) as days_to_step,
        steps._loaded_at
    from steps
    cross join settings
    cross join
        lateral (
            values
            (1, 'planned', steps.treatment_planned_date),
            (2, 'presented', steps.presented_date),
            (3, 'signed', steps.signed_date),
            (4, 'preauthorization_sent', steps.preauthorization_sent_date),
            (5, 'scheduled', coalesce(steps.scheduled_date, steps.completed_date)),
            (6, 'completed', steps.completed_date),
            (7, 'claim_sent', steps.claim_sent_date),
            (8, 'paid_in_full', steps.paid_date)
        ) as dated (step_number, step, step_date)
    where
        not steps.is_withdrawn
        and steps.treatment_planned_date <= settings.today_date

),

summed as (

    select
        month_start_date,
        provider_id,
        clinic_id,
        step_number,
        step,
        count(step_date) as reached_count,
        count(*) as planned_count,
        coalesce(sum(gross_fee_amount) filter (where step_date is not null), 0) as reached_amount,
        sum(gross_fee_amount) as planned_amount,
        percentile_disc(0.5) within group (order by days_to_step) as median_days,
        max(_loaded_at) as _loaded_at
    from reached
    group by month_start_date, provider_id, clinic_id, step_number, step

),

final as (

    select
        month_start_date,
        provider_id,
        clinic_id,
        step_number,
        step,
        planned_count,
        reached_count,
        planned_amount,
        reached_amount,
        reached_count::numeric / planned_count as reached_rate,
        median_days,
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from summed

)

select * from final
