-- Installments due and not yet paid, per family. Open Dental shows this beside the balance
-- (patient.PayPlanDue); it is in no aging bucket.
with

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

plans as (

    select * from {{ ref('stg_opendental__payplan') }}

),

plan_charges as (

    select * from {{ ref('stg_opendental__payplancharge') }}

),

splits as (

    select * from {{ ref('stg_opendental__paysplit') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

hidden_unearned_types as (

    select definition_id
    from definitions
    where
        definition_category_code = 29
        and definition_value <> ''

),

-- Whoever pays the plan owes its installments, in advance by as many days as the office bills.
-- Version 2 forgets closed plans; the other versions keep them.
due_charges as (

    select
        plan_charges.guarantor_id as patient_id,
        round(plan_charges.principal_amount, 2)
        + round(plan_charges.interest_amount, 2) as charge_amount,
        0 as payment_amount,
        plan_charges._loaded_at
    from plan_charges
    inner join plans
        on plan_charges.payment_plan_id = plans.payment_plan_id
    cross join settings
    where
        plan_charges.charge_type_code = 0
        and plans.insurance_plan_id is null
        and (
            plan_charges.charge_date is null
            or plan_charges.charge_date
            <= settings.today_date + settings.pay_plans_bill_in_advance_days
        )
        and not (settings.pay_plan_version = 2 and plans.is_closed)

),

plan_payments as (

    select
        splits.patient_id,
        0 as charge_amount,
        round(splits.split_amount, 2) as payment_amount,
        splits._loaded_at
    from splits
    cross join settings
    left join plans
        on splits.payment_plan_id = plans.payment_plan_id
    left join hidden_unearned_types
        on splits.unearned_type_id = hidden_unearned_types.definition_id
    where
        splits.payment_plan_id is not null
        and hidden_unearned_types.definition_id is null
        and not (settings.pay_plan_version = 2 and coalesce(plans.is_closed, false))

),

unioned as (

    select * from due_charges
    union all
    select * from plan_payments

),

families as (

    select
        patients.guarantor_id,
        sum(unioned.charge_amount) as charge_amount,
        sum(unioned.payment_amount) as payment_amount,
        max(unioned._loaded_at) as _loaded_at
    from unioned
    inner join patients
        on unioned.patient_id = patients.patient_id
    group by patients.guarantor_id

),

final as (

    select
        settings.today_date as as_of_date,
        families.guarantor_id,
        coalesce(guarantors.clinic_id, 0) as clinic_id,
        families.charge_amount::numeric(14, 2) as charge_amount,
        families.payment_amount::numeric(14, 2) as payment_amount,
        (families.charge_amount - families.payment_amount)::numeric(14, 2)
            as payment_plan_due_amount,

        -- loader (UTC)
        families._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from families
    cross join settings
    left join patients as guarantors
        on families.guarantor_id = guarantors.patient_id

)

select * from final
