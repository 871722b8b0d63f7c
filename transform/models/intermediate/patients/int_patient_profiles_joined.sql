-- What is known of a patient today in one row: who pays, when seen, what is booked, due and open.
with

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

activity as (

    select * from {{ ref('int_patient_activity_dated') }}

),

coverages as (

    select * from {{ ref('stg_opendental__patplan') }}

),

subscriptions as (

    select * from {{ ref('stg_opendental__inssub') }}

),

insurance_plans as (

    select * from {{ ref('stg_opendental__insplan') }}

),

discount_subscriptions as (

    select * from {{ ref('stg_opendental__discountplansub') }}

),

recalls as (

    select * from {{ ref('int_recalls_assessed') }}

),

opened as (

    select * from {{ ref('int_treatment_opened') }}

),

new_patients as (

    select * from {{ ref('int_new_patients_identified') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

-- Ordinal 1 is primary; a subscription that has ended covers nobody.
covered as (

    select distinct on (coverages.patient_id)
        coverages.patient_id,
        insurance_plans.insurance_plan_id,
        insurance_plans.carrier_id,
        insurance_plans.plan_type
    from coverages
    cross join settings
    inner join subscriptions
        on coverages.insurance_subscription_id = subscriptions.insurance_subscription_id
    inner join insurance_plans
        on subscriptions.insurance_plan_id = insurance_plans.insurance_plan_id
    where
        coverages.coverage_ordinal = 1
        and (
            subscriptions.termination_date is null
            or subscriptions.termination_date >= settings.today_date
        )
    order by coverages.patient_id asc, coverages.patient_coverage_id asc

),

discounted as (

    select distinct discount_subscriptions.patient_id
    from discount_subscriptions
    cross join settings
    where
        (
            discount_subscriptions.effective_date is null
            or discount_subscriptions.effective_date <= settings.today_date
        )
        and (
            discount_subscriptions.termination_date is null
            or discount_subscriptions.termination_date >= settings.today_date
        )

),

recalled as (

    select
        patient_id,
        min(due_date) filter (where is_on_recall_list) as recall_due_date,
        bool_or(is_overdue) as is_recall_overdue
    from recalls
    group by patient_id

),

unscheduled as (

    select
        patient_id,
        sum(open_amount) as unscheduled_amount
    from opened
    where not is_scheduled
    group by patient_id

),

joined as (

    select
        patients.patient_id,
        activity.person_id,
        covered.insurance_plan_id,
        covered.carrier_id,
        new_patients.referral_id as source_referral_id,
        case
            when covered.patient_id is not null then 'insurance'
            when discounted.patient_id is not null then 'discount_plan'
            else 'none'
        end as coverage,
        covered.plan_type,
        activity.visit_count,
        activity.lifetime_production_amount,
        coalesce(unscheduled.unscheduled_amount, 0) as unscheduled_amount,
        activity.first_completed_date,
        activity.last_visit_date,
        activity.last_hygiene_date,
        recalled.recall_due_date,
        activity.next_appointment_at,
        activity.is_active_12_months,
        activity.is_active_18_months,
        activity.is_active_24_months,
        activity.is_active_36_months,
        coalesce(recalled.is_recall_overdue, false) as is_recall_overdue,
        recalled.patient_id is not null as has_recall,
        activity._loaded_at
    from patients
    inner join activity
        on patients.patient_id = activity.patient_id
    left join covered
        on patients.patient_id = covered.patient_id
    left join discounted
        on patients.patient_id = discounted.patient_id
    left join recalled
        on patients.patient_id = recalled.patient_id
    left join unscheduled
        on patients.patient_id = unscheduled.patient_id
    left join new_patients
        on patients.patient_id = new_patients.patient_id

)

select * from joined
