-- A patient's coverage is reached in four steps: patplan, inssub, insplan, carrier. A row of
-- patplan names the subscription and never the plan.
with

coverages as (

    select * from {{ ref('stg_opendental__patplan') }}

),

subscriptions as (

    select * from {{ ref('stg_opendental__inssub') }}

),

plans as (

    select * from {{ ref('stg_opendental__insplan') }}

),

carriers as (

    select * from {{ ref('stg_opendental__carrier') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        coverages.patient_coverage_id,
        coverages.patient_id,
        coverages.insurance_subscription_id,
        subscriptions.subscriber_id,
        subscriptions.insurance_plan_id,
        plans.carrier_id,
        plans.fee_schedule_id,
        carriers.carrier_name,
        plans.plan_type_code,
        plans.plan_type,
        plans.renewal_month,
        coverages.coverage_ordinal,
        coverages.coverage_ordinal = 1 as is_primary,
        coalesce(coverages.is_pending, false) as is_pending,
        coalesce(plans.is_medical, false) as is_medical,
        (
            subscriptions.effective_date is null
            or subscriptions.effective_date <= settings.today_date
        )
        and (
            subscriptions.termination_date is null
            or subscriptions.termination_date >= settings.today_date
        ) as is_in_force,
        subscriptions.effective_date,
        subscriptions.termination_date,
        greatest(
            coverages._loaded_at,
            subscriptions._loaded_at,
            plans._loaded_at,
            carriers._loaded_at
        ) as _loaded_at
    from coverages
    cross join settings
    inner join subscriptions
        on coverages.insurance_subscription_id = subscriptions.insurance_subscription_id
    inner join plans
        on subscriptions.insurance_plan_id = plans.insurance_plan_id
    left join carriers
        on plans.carrier_id = carriers.carrier_id

)

select * from final
