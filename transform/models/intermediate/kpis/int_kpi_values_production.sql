-- Section A, production. Sums of numerator, denominator and n_rows over providers and clinics are
-- the practice's. What is summed early by day keeps the last sum small.
with

settings as (

    select * from {{ ref('int_practice_settings') }}

),

procedures as (

    select * from {{ ref('fct_procedures') }}

),

codes as (

    select * from {{ ref('int_procedure_codes_grouped') }}

),

daily_income as (

    select * from {{ ref('int_production_income_summed') }}

),

claim_lines as (

    select * from {{ ref('fct_claim_lines') }}

),

plans as (

    select * from {{ ref('dim_insurance_plans') }}

),

adjustments as (

    select * from {{ ref('fct_adjustments') }}

),

appointments as (

    select * from {{ ref('fct_appointments') }}

),

visits as (

    select * from {{ ref('fct_visits') }}

),

scheduled_days as (

    select * from {{ ref('int_provider_days_scheduled') }}

),

chair_days as (

    select * from {{ ref('int_chair_minutes_opened') }}

),

providers as (

    select * from {{ ref('dim_providers') }}

),

settled as (

    select * from {{ ref('int_procedures_settled') }}

),

looked_up as (

    select * from {{ ref('int_fees_looked_up') }}

),

projections as (

    select * from {{ ref('rpt_month_projection') }}

),

adjustment_types as (

    select * from {{ ref('dim_adjustment_types') }}

),

money_groups as (

    select * from {{ ref('practice_money_groups') }}

),

net_income as (

    select * from {{ ref('int_net_production_summed') }}

),

policies (policy) as (

    values
    ('pay_date'),
    ('procedure_date'),
    ('claim_date')

),

-- Completed work, with what its code and its day make of it.
completed as (

    select
        procedures.procedure_id,
        procedures.provider_id,
        procedures.clinic_id,
        procedures.appointment_id,
        codes.procedure_code,
        procedures.gross_fee_amount,
        procedures.production_amount,
        coalesce(codes.is_broken_visit, false) as is_broken_visit,
        coalesce(codes.is_presentable, false) as is_presentable,
        coalesce(codes.is_hygiene_visit, false)
        or (coalesce(visits.is_hygiene_visit, false) and codes.procedure_code ~ '^D[01]')
            as is_hygiene_work,
        coalesce(providers.is_hygienist, false) as is_hygienist,
        procedures.service_date,
        procedures.completed_date,
        procedures.treatment_planned_date,
        procedures.source_created_at::date as entered_date,
        procedures._loaded_at
    from procedures
    left join codes
        on procedures.procedure_code_id = codes.procedure_code_id
    left join providers
        on procedures.provider_id = providers.provider_id
    left join visits
        on
            procedures.patient_id = visits.patient_id
            and procedures.service_date = visits.visit_date
    where procedures.is_complete

),

-- Completed work by day, for figures that ask no single procedure.
worked_days as (

    select
        service_date,
        provider_id,
        clinic_id,
        is_broken_visit,
        is_hygiene_work,
        is_hygienist,
        sum(production_amount) as production_amount,
        count(*) as procedure_count,
        max(_loaded_at) as _loaded_at
    from completed
    group by
        service_date, provider_id, clinic_id, is_broken_visit, is_hygiene_work, is_hygienist

),

-- Estimates of insurance (6) and capitation (8), before there is a claim.
expected_write_offs as (

    select
        procedure_id,
        sum(write_off_estimate_amount) as write_off_estimate_amount
    from claim_lines
    where claim_line_status_code in (6, 8)
    group by procedure_id

),

on_the_book as (

    select
        procedures.provider_id,
        procedures.clinic_id,
        procedures.gross_fee_amount,
        procedures.gross_fee_amount
        - coalesce(expected_write_offs.write_off_estimate_amount, 0)
        - procedures.discount_amount
        - procedures.discount_plan_amount as net_amount,
        appointments.scheduled_date,
        procedures._loaded_at
    from procedures
    inner join appointments
        on procedures.appointment_id = appointments.appointment_id
    left join expected_write_offs
        on procedures.procedure_id = expected_write_offs.procedure_id
    where
        procedures.is_treatment_planned
        and appointments.appointment_status_code = 1

),

-- Of the running month alone; a projection of clinics does not add up to that of the practice.
forecast as (

    select
        'production_forecast' as kpi_id,
        measures.variant,
        'month' as period_grain,
        projections.month_start_date as period_start,
        null::bigint as provider_id,
        null::bigint as clinic_id,
        measures.amount as numerator,
        null::numeric as denominator,
        projections.past_month_count as n_rows,
        projections._loaded_at
    from projections
    cross join
        lateral (
            values
            ('projected', projections.projected_amount),
            ('low', projections.low_amount),
            ('high', projections.high_amount)
        ) as measures (variant, amount)
    where
        projections.is_running
        and projections.has_interval
        and projections.projection_scope = 'practice'

),

-- Figures made of one thing.
figures as (

    select
        'gross_production' as kpi_id,
        'procedure_date' as variant,
        service_date as period_start,
        provider_id,
        clinic_id,
        sum(production_amount) as numerator,
        null::numeric as denominator,
        sum(procedure_count)::bigint as n_rows,
        max(_loaded_at) as _loaded_at
    from worked_days
    group by service_date, provider_id, clinic_id
    union all
    select
        'gross_production' as kpi_id,
        'clinical' as variant,
        service_date as period_start,
        provider_id,
        clinic_id,
        sum(production_amount) as numerator,
        null::numeric as denominator,
        sum(procedure_count)::bigint as n_rows,
        max(_loaded_at) as _loaded_at
    from worked_days
    where not is_broken_visit
    group by service_date, provider_id, clinic_id
    union all
    select
        'gross_production' as kpi_id,
        'completed_date' as variant,
        completed_date as period_start,
        provider_id,
        clinic_id,
        sum(production_amount) as numerator,
        null::numeric as denominator,
        count(*) as n_rows,
        max(_loaded_at) as _loaded_at
    from completed
    group by completed_date, provider_id, clinic_id
    union all
    -- The reports print write-offs negative; here they are what was given up.
    select
        'insurance_writeoffs' as kpi_id,
        policies.policy as variant,
        daily_income.report_date as period_start,
        daily_income.provider_id,
        daily_income.clinic_id,
        sum(-daily_income.line_amount) as numerator,
        null::numeric as denominator,
        sum(daily_income.line_count)::bigint as n_rows,
        max(daily_income._loaded_at) as _loaded_at
    from daily_income
    inner join policies
        on daily_income.line_type = 'write_off_' || policies.policy
    group by
        policies.policy,
        daily_income.report_date,
        daily_income.provider_id,
        daily_income.clinic_id
    union all
    select
        'net_production' as kpi_id,
        write_off_policy as variant,
        report_date as period_start,
        provider_id,
        clinic_id,
        line_amount as numerator,
        null::numeric as denominator,
        line_count as n_rows,
        _loaded_at
    from net_income
    union all
    select
        'scheduled_production' as kpi_id,
        'gross' as variant,
        scheduled_date as period_start,
        provider_id,
        clinic_id,
        sum(gross_fee_amount) as numerator,
        null::numeric as denominator,
        count(*) as n_rows,
        max(_loaded_at) as _loaded_at
    from on_the_book
    group by scheduled_date, provider_id, clinic_id
    union all
    select
        'scheduled_production' as kpi_id,
        'net' as variant,
        scheduled_date as period_start,
        provider_id,
        clinic_id,
        sum(net_amount) as numerator,
        null::numeric as denominator,
        count(*) as n_rows,
        max(_loaded_at) as _loaded_at
    from on_the_book
    group by scheduled_date, provider_id, clinic_id
    union all
    select
        'hygiene_production_pct' as kpi_id,
        'by_code' as variant,
        service_date as period_start,
        provider_id,
        clinic_id,
        sum(case when is_hygiene_work then production_amount else 0 end) as numerator,
        sum(production_amount) as denominator,
        sum(procedure_count)::bigint as n_rows,
        max(_loaded_at) as _loaded_at
    from worked_days
    group by service_date, provider_id, clinic_id
    union all
    select
        'hygiene_production_pct' as kpi_id,
        'by_provider' as variant,
        service_date as period_start,
        provider_id,
        clinic_id,
        sum(case when is_hygienist then production_amount else 0 end) as numerator,
        sum(production_amount) as denominator,
        sum(procedure_count)::bigint as n_rows,
        max(_loaded_at) as _loaded_at
    from worked_days
    group by service_date, provider_id, clinic_id
    union all
    select
        'procedure_mix' as kpi_id,
        coalesce(procedure_code, 'no code') as variant,
        service_date as period_start,
        provider_id,
        clinic_id,
        sum(gross_fee_amount) as numerator,
        null::numeric as denominator,
        count(*) as n_rows,
        max(_loaded_at) as _loaded_at
    from completed
    group by coalesce(procedure_code, 'no code'), service_date, provider_id, clinic_id
    union all
    -- Only work whose code has an office fee can be compared with it.
    select
        'fee_realisation' as kpi_id,
        'office_fee' as variant,
        settled.service_date as period_start,
        settled.provider_id,
        settled.clinic_id,
        sum(
            settled.gross_fee_amount + settled.adjustment_amount - settled.write_off_amount
        ) as numerator,
        sum(looked_up.office_fee_amount * procedures.unit_count) as denominator,
        count(*) as n_rows,
        max(settled._loaded_at) as _loaded_at
    from settled
    inner join procedures
        on settled.procedure_id = procedures.procedure_id
    inner join looked_up
        on
            settled.provider_id = looked_up.provider_id
            and settled.clinic_id = looked_up.clinic_id
            and settled.procedure_code_id = looked_up.procedure_code_id
    group by settled.service_date, settled.provider_id, settled.clinic_id
    union all
    select
        'ppo_writeoff_pct' as kpi_id,
        'pay_date' as variant,
        claim_lines.insurance_payment_date as period_start,
        claim_lines.provider_id,
        claim_lines.clinic_id,
        sum(claim_lines.write_off_amount) as numerator,
        sum(claim_lines.fee_billed_amount) as denominator,
        count(*) as n_rows,
        max(claim_lines._loaded_at) as _loaded_at
    from claim_lines
    inner join plans
        on claim_lines.insurance_plan_id = plans.insurance_plan_id
    where
        plans.is_ppo
        and claim_lines.is_received
    group by claim_lines.insurance_payment_date, claim_lines.provider_id, claim_lines.clinic_id
    union all
    -- Planned, entered and done on one day, and nothing a cleaning or an exam is booked with.
    select
        'same_day_treatment' as kpi_id,
        'procedure_date' as variant,
        service_date as period_start,
        provider_id,
        clinic_id,
        sum(production_amount) as numerator,
        null::numeric as denominator,
        count(*) as n_rows,
        max(_loaded_at) as _loaded_at
    from completed
    where
        is_presentable
        and treatment_planned_date = service_date
        and entered_date = service_date
    group by service_date, provider_id, clinic_id

),

-- Figures made of several: the lines of each below the other.
lines as (

    select
        'adjustments' as kpi_id,
        'all' as variant,
        adjustment_date as period_start,
        provider_id,
        clinic_id,
        adjustment_amount as numerator,
        null::numeric as denominator,
        1 as n_rows,
        _loaded_at
    from adjustments
    union all
    select
        'adjustments' as kpi_id,
        coalesce(adjustment_type, 'no type') as variant,
        adjustment_date as period_start,
        provider_id,
        clinic_id,
        adjustment_amount as numerator,
        null as denominator,
        1 as n_rows,
        _loaded_at
    from adjustments
    union all
    select
        'adjustments' as kpi_id,
        case
            when adjustment_types.is_bad_debt or money_groups.money_group is not null
                then 'collection'
            else 'production'
        end as variant,
        adjustments.adjustment_date as period_start,
        adjustments.provider_id,
        adjustments.clinic_id,
        adjustments.adjustment_amount as numerator,
        null as denominator,
        1 as n_rows,
        adjustments._loaded_at
    from adjustments
    left join adjustment_types
        on adjustments.adjustment_type_id = adjustment_types.adjustment_type_id
    left join money_groups
        on
            adjustments.adjustment_type = money_groups.type_name
            and money_groups.money_kind = 'adjustment'
    union all
    select
        'net_production_estimated' as kpi_id,
        'procedure_date' as variant,
        report_date as period_start,
        provider_id,
        clinic_id,
        line_amount as numerator,
        null as denominator,
        line_count as n_rows,
        _loaded_at
    from daily_income
    where line_type in ('production', 'adjustment')
    union all
    -- Where insurance has not answered, what it is expected to make us write off.
    select
        'net_production_estimated' as kpi_id,
        'procedure_date' as variant,
        claim_lines.service_date as period_start,
        claim_lines.provider_id,
        claim_lines.clinic_id,
        sum(
            case claim_lines.claim_line_status_code
                when 6 then -claim_lines.write_off_estimate_amount
                else -claim_lines.write_off_amount
            end
        ) as numerator,
        null::numeric as denominator,
        count(*) as n_rows,
        max(claim_lines._loaded_at) as _loaded_at
    from claim_lines
    inner join completed
        on claim_lines.procedure_id = completed.procedure_id
    where claim_lines.claim_line_status_code in (0, 1, 4, 6)
    group by claim_lines.service_date, claim_lines.provider_id, claim_lines.clinic_id
    union all
    select
        'production_per_visit' as kpi_id,
        'gross' as variant,
        service_date as period_start,
        provider_id,
        clinic_id,
        production_amount as numerator,
        0 as denominator,
        0 as n_rows,
        _loaded_at
    from worked_days
    union all
    select
        'production_per_visit' as kpi_id,
        'gross' as variant,
        visit_date as period_start,
        provider_id,
        clinic_id,
        0 as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from visits
    union all
    -- Hours of days that are over: today's production is not done while today's hours are.
    select
        'production_per_provider_hour' as kpi_id,
        'scheduled_hours' as variant,
        worked_days.service_date as period_start,
        worked_days.provider_id,
        worked_days.clinic_id,
        worked_days.production_amount as numerator,
        0 as denominator,
        0 as n_rows,
        worked_days._loaded_at
    from worked_days
    inner join settings
        on worked_days.service_date < settings.today_date
    union all
    select
        'production_per_provider_hour' as kpi_id,
        'scheduled_hours' as variant,
        scheduled_days.schedule_date as period_start,
        scheduled_days.provider_id,
        scheduled_days.clinic_id,
        0 as numerator,
        scheduled_days.scheduled_minutes / 60 as denominator,
        1 as n_rows,
        scheduled_days._loaded_at
    from scheduled_days
    inner join settings
        on scheduled_days.schedule_date < settings.today_date
    union all
    -- A chair has no provider; work without an appointment, or with one in no chair, has no chair.
    select
        'production_per_operatory_hour' as kpi_id,
        'open_hours' as variant,
        completed.service_date as period_start,
        null as provider_id,
        appointments.clinic_id,
        sum(completed.production_amount) as numerator,
        0 as denominator,
        0 as n_rows,
        max(completed._loaded_at) as _loaded_at
    from completed
    inner join appointments
        on completed.appointment_id = appointments.appointment_id
    inner join settings
        on completed.service_date < settings.today_date
    where appointments.operatory_id is not null
    group by completed.service_date, appointments.clinic_id
    union all
    select
        'production_per_operatory_hour' as kpi_id,
        'open_hours' as variant,
        chair_days.schedule_date as period_start,
        null as provider_id,
        chair_days.clinic_id,
        0 as numerator,
        chair_days.open_minutes / 60 as denominator,
        1 as n_rows,
        chair_days._loaded_at
    from chair_days
    inner join settings
        on chair_days.schedule_date < settings.today_date
    union all
    select
        'hygiene_production_per_hour' as kpi_id,
        'scheduled_hours' as variant,
        worked_days.service_date as period_start,
        worked_days.provider_id,
        worked_days.clinic_id,
        worked_days.production_amount as numerator,
        0 as denominator,
        0 as n_rows,
        worked_days._loaded_at
    from worked_days
    inner join settings
        on worked_days.service_date < settings.today_date
    where worked_days.is_hygienist
    union all
    select
        'hygiene_production_per_hour' as kpi_id,
        'scheduled_hours' as variant,
        scheduled_days.schedule_date as period_start,
        scheduled_days.provider_id,
        scheduled_days.clinic_id,
        0 as numerator,
        scheduled_days.scheduled_minutes / 60 as denominator,
        1 as n_rows,
        scheduled_days._loaded_at
    from scheduled_days
    inner join settings
        on scheduled_days.schedule_date < settings.today_date
    inner join providers
        on scheduled_days.provider_id = providers.provider_id
    where providers.is_hygienist
    union all
    select
        'goal_attainment' as kpi_id,
        net_income.write_off_policy as variant,
        net_income.report_date as period_start,
        net_income.provider_id,
        net_income.clinic_id,
        net_income.line_amount as numerator,
        0 as denominator,
        0 as n_rows,
        net_income._loaded_at
    from net_income
    inner join settings
        on net_income.report_date < settings.today_date
    union all
    select
        'goal_attainment' as kpi_id,
        policies.policy as variant,
        scheduled_days.schedule_date as period_start,
        scheduled_days.provider_id,
        scheduled_days.clinic_id,
        0 as numerator,
        scheduled_days.goal_amount as denominator,
        case when scheduled_days.goal_amount > 0 then 1 else 0 end as n_rows,
        scheduled_days._loaded_at
    from scheduled_days
    cross join policies
    inner join settings
        on scheduled_days.schedule_date < settings.today_date

),

final as (

    select
        kpi_id,
        variant,
        'day' as period_grain,
        period_start,
        provider_id,
        clinic_id,
        numerator,
        denominator,
        n_rows,
        _loaded_at
    from figures
    -- A line without a date is in no report of Open Dental either.
    where period_start is not null
    union all
    select
        kpi_id,
        variant,
        'day' as period_grain,
        period_start,
        provider_id,
        clinic_id,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        sum(n_rows)::bigint as n_rows,
        max(_loaded_at) as _loaded_at
    from lines
    where period_start is not null
    group by period_start, provider_id, clinic_id, kpi_id, variant
    union all
    select * from forecast

)

select * from final
