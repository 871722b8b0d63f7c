-- What is left of a coverage's individual annual maximum in its benefit year, as Open Dental shows
-- it: a row of the patient's own coverage beats the plan's, one without category beats general, the
-- lowest amount wins. Used is what was paid for work of the year, pending what is expected for it.
with

coverages as (

    select * from {{ ref('stg_opendental__patplan') }}

),

subscriptions as (

    select * from {{ ref('stg_opendental__inssub') }}

),

insurance_plans as (

    select * from {{ ref('stg_opendental__insplan') }}

),

benefits as (

    select * from {{ ref('stg_opendental__benefit') }}

),

coverage_categories as (

    select * from {{ ref('stg_opendental__covcat') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

-- Month 0 renews with the calendar year, another on the latest first day of that month.
yeared as (

    select
        coverages.patient_coverage_id,
        coverages.patient_id,
        coverages.insurance_subscription_id,
        subscriptions.insurance_plan_id,
        coverages.coverage_ordinal,
        case
            when
                make_date(
                    extract(year from settings.today_date)::integer,
                    greatest(insurance_plans.renewal_month, 1),
                    1
                ) <= settings.today_date
                then
                    make_date(
                        extract(year from settings.today_date)::integer,
                        greatest(insurance_plans.renewal_month, 1),
                        1
                    )
            else
                make_date(
                    extract(year from settings.today_date)::integer - 1,
                    greatest(insurance_plans.renewal_month, 1),
                    1
                )
        end as benefit_year_start_date,
        (
            subscriptions.effective_date is null
            or subscriptions.effective_date <= settings.today_date
        )
        and (
            subscriptions.termination_date is null
            or subscriptions.termination_date >= settings.today_date
        ) as is_in_force,
        coverages._loaded_at
    from coverages
    cross join settings
    inner join subscriptions
        on coverages.insurance_subscription_id = subscriptions.insurance_subscription_id
    inner join insurance_plans
        on subscriptions.insurance_plan_id = insurance_plans.insurance_plan_id

),

-- Limitations (5) in money, for a year, of one person, for no code; -1 is no amount.
limits as (

    select
        benefits.insurance_plan_id,
        benefits.patient_coverage_id,
        benefits.coverage_category_id,
        round(benefits.monetary_amount, 2) as maximum_amount
    from benefits
    left join coverage_categories
        on benefits.coverage_category_id = coverage_categories.coverage_category_id
    where
        benefits.benefit_type_code = 5
        and benefits.quantity_qualifier_code = 0
        and benefits.time_period_code in (1, 2)
        and benefits.coverage_level_code = 1
        and benefits.procedure_code_id is null
        and benefits.code_group_id is null
        and benefits.monetary_amount is not null
        and (
            benefits.coverage_category_id is null
            or coverage_categories.electronic_benefit_category_code = 1
        )

),

chosen as (

    select distinct on (yeared.patient_coverage_id)
        yeared.patient_coverage_id,
        limits.maximum_amount
    from yeared
    inner join limits
        on
            yeared.patient_coverage_id = limits.patient_coverage_id
            or (
                limits.patient_coverage_id is null
                and yeared.insurance_plan_id = limits.insurance_plan_id
            )
    order by
        yeared.patient_coverage_id asc,
        limits.patient_coverage_id asc nulls last,
        limits.coverage_category_id asc nulls first,
        limits.maximum_amount asc

),

claimed as (

    select
        yeared.patient_coverage_id,
        sum(round(claim_lines.insurance_payment_amount, 2)) filter (
            where claim_lines.claim_line_status_code in (1, 3, 4)
        ) as used_amount,
        sum(round(claim_lines.insurance_payment_estimate_amount, 2)) filter (
            where claim_lines.claim_line_status_code = 0
        ) as pending_amount
    from yeared
    inner join claim_lines
        on
            yeared.patient_id = claim_lines.patient_id
            and yeared.insurance_plan_id = claim_lines.insurance_plan_id
            and yeared.insurance_subscription_id = claim_lines.insurance_subscription_id
            and yeared.benefit_year_start_date <= claim_lines.service_date
            and claim_lines.service_date < yeared.benefit_year_start_date + interval '1 year'
    group by yeared.patient_coverage_id

),

measured as (

    select
        yeared.patient_coverage_id,
        yeared.patient_id,
        yeared.insurance_plan_id,
        yeared.coverage_ordinal,
        chosen.maximum_amount,
        coalesce(claimed.used_amount, 0) as used_amount,
        coalesce(claimed.pending_amount, 0) as pending_amount,
        case
            when chosen.maximum_amount is not null
                then
                    greatest(
                        chosen.maximum_amount
                        - coalesce(claimed.used_amount, 0)
                        - coalesce(claimed.pending_amount, 0), 0
                    )
        end as maximum_remaining_amount,
        yeared.is_in_force,
        yeared.benefit_year_start_date,
        (yeared.benefit_year_start_date + interval '1 year - 1 day')::date as benefit_year_end_date,
        yeared._loaded_at
    from yeared
    left join chosen
        on yeared.patient_coverage_id = chosen.patient_coverage_id
    left join claimed
        on yeared.patient_coverage_id = claimed.patient_coverage_id

)

select * from measured
