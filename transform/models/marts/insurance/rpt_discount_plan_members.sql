-- Who is on a discount plan, since when, what was done for them meanwhile, and what the plan took
-- off it: adjustments of the plan's own type.
with

subscriptions as (

    select * from {{ ref('stg_opendental__discountplansub') }}

),

plans as (

    select * from {{ ref('stg_opendental__discountplan') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

procedures as (

    select * from {{ ref('fct_procedures') }}

),

adjustments as (

    select * from {{ ref('fct_adjustments') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

worked as (

    select
        subscriptions.discount_plan_subscription_id,
        sum(procedures.production_amount) as production_amount,
        count(distinct procedures.service_date) as visit_count
    from subscriptions
    inner join procedures
        on
            subscriptions.patient_id = procedures.patient_id
            and procedures.is_complete
            and procedures.service_date
            >= coalesce(subscriptions.effective_date, '0001-01-01'::date)
            and procedures.service_date
            <= coalesce(subscriptions.termination_date, 'infinity'::date)
    group by subscriptions.discount_plan_subscription_id

),

discounted as (

    select
        subscriptions.discount_plan_subscription_id,
        -sum(adjustments.adjustment_amount) as plan_discount_amount
    from subscriptions
    inner join plans
        on subscriptions.discount_plan_id = plans.discount_plan_id
    inner join adjustments
        on
            subscriptions.patient_id = adjustments.patient_id
            and plans.adjustment_type_id = adjustments.adjustment_type_id
            and adjustments.adjustment_date
            >= coalesce(subscriptions.effective_date, '0001-01-01'::date)
            and adjustments.adjustment_date
            <= coalesce(subscriptions.termination_date, 'infinity'::date)
    group by subscriptions.discount_plan_subscription_id

),

final as (

    select
        -- keys
        subscriptions.discount_plan_subscription_id,
        subscriptions.discount_plan_id,
        subscriptions.patient_id,
        coalesce(patients.primary_provider_id, 0) as primary_provider_id,
        coalesce(patients.clinic_id, 0) as clinic_id,

        -- attributes
        plans.discount_plan_name,

        -- measures
        coalesce(worked.visit_count, 0) as visit_count,
        coalesce(worked.production_amount, 0)::numeric(14, 2) as production_amount,
        coalesce(discounted.plan_discount_amount, 0)::numeric(14, 2) as plan_discount_amount,

        -- flags
        coalesce(subscriptions.effective_date <= settings.today_date, true)
        and coalesce(subscriptions.termination_date >= settings.today_date, true) as is_in_force,

        -- times
        subscriptions.effective_date,
        subscriptions.termination_date,

        -- loader (UTC)
        subscriptions._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from subscriptions
    cross join settings
    left join plans
        on subscriptions.discount_plan_id = plans.discount_plan_id
    left join patients
        on subscriptions.patient_id = patients.patient_id
    left join worked
        on
            subscriptions.discount_plan_subscription_id = worked.discount_plan_subscription_id
    left join discounted
        on
            subscriptions.discount_plan_subscription_id
            = discounted.discount_plan_subscription_id

)

select * from final
