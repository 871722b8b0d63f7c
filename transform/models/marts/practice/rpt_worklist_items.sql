-- All lists with the columns they share; each list itself has more.
with

unscheduled_treatment as (

    select * from {{ ref('rpt_worklist_unscheduled_treatment') }}

),

overdue_hygiene as (

    select * from {{ ref('rpt_worklist_overdue_hygiene') }}

),

broken_not_rescheduled as (

    select * from {{ ref('rpt_worklist_broken_not_rescheduled') }}

),

ar_calls as (

    select * from {{ ref('rpt_worklist_ar_calls') }}

),

outstanding_claims as (

    select * from {{ ref('rpt_worklist_outstanding_claims') }}

),

unbilled_unsent as (

    select * from {{ ref('rpt_worklist_unbilled_unsent') }}

),

unfinalized_payments as (

    select * from {{ ref('rpt_worklist_unfinalized_payments') }}

),

insurance_to_verify as (

    select * from {{ ref('rpt_worklist_insurance_to_verify') }}

),

lab_cases_due as (

    select * from {{ ref('rpt_worklist_lab_cases_due') }}

),

new_patients_without_follow_up as (

    select * from {{ ref('rpt_worklist_new_patients_without_follow_up') }}

),

expiring_benefits as (

    select * from {{ ref('rpt_worklist_expiring_benefits') }}

),

visits_at_risk as (

    select * from {{ ref('rpt_worklist_visits_at_risk') }}

),

unioned as (

    select
        'unscheduled_treatment' as worklist,
        item_key,
        patient_id,
        provider_id,
        clinic_id,
        reason,
        next_action,
        last_contact_mode,
        worklist_amount,
        priority_order,
        last_contact_date,
        waiting_since_date,
        _loaded_at
    from unscheduled_treatment

    union all

    select
        'overdue_hygiene' as worklist,
        item_key,
        patient_id,
        provider_id,
        clinic_id,
        reason,
        next_action,
        last_contact_mode,
        worklist_amount,
        priority_order,
        last_contact_date,
        waiting_since_date,
        _loaded_at
    from overdue_hygiene

    union all

    select
        'broken_not_rescheduled' as worklist,
        item_key,
        patient_id,
        provider_id,
        clinic_id,
        reason,
        next_action,
        last_contact_mode,
        worklist_amount,
        priority_order,
        last_contact_date,
        waiting_since_date,
        _loaded_at
    from broken_not_rescheduled

    union all

    select
        'ar_calls' as worklist,
        item_key,
        patient_id,
        provider_id,
        clinic_id,
        reason,
        next_action,
        last_contact_mode,
        worklist_amount,
        priority_order,
        last_contact_date,
        waiting_since_date,
        _loaded_at
    from ar_calls

    union all

    select
        'outstanding_claims' as worklist,
        item_key,
        patient_id,
        provider_id,
        clinic_id,
        reason,
        next_action,
        last_contact_mode,
        worklist_amount,
        priority_order,
        last_contact_date,
        waiting_since_date,
        _loaded_at
    from outstanding_claims

    union all

    select
        'unbilled_unsent' as worklist,
        item_key,
        patient_id,
        provider_id,
        clinic_id,
        reason,
        next_action,
        last_contact_mode,
        worklist_amount,
        priority_order,
        last_contact_date,
        waiting_since_date,
        _loaded_at
    from unbilled_unsent

    union all

    select
        'unfinalized_payments' as worklist,
        item_key,
        patient_id,
        provider_id,
        clinic_id,
        reason,
        next_action,
        last_contact_mode,
        worklist_amount,
        priority_order,
        last_contact_date,
        waiting_since_date,
        _loaded_at
    from unfinalized_payments

    union all

    select
        'insurance_to_verify' as worklist,
        item_key,
        patient_id,
        provider_id,
        clinic_id,
        reason,
        next_action,
        last_contact_mode,
        worklist_amount,
        priority_order,
        last_contact_date,
        waiting_since_date,
        _loaded_at
    from insurance_to_verify

    union all

    select
        'lab_cases_due' as worklist,
        item_key,
        patient_id,
        provider_id,
        clinic_id,
        reason,
        next_action,
        last_contact_mode,
        worklist_amount,
        priority_order,
        last_contact_date,
        waiting_since_date,
        _loaded_at
    from lab_cases_due

    union all

    select
        'new_patients_without_follow_up' as worklist,
        item_key,
        patient_id,
        provider_id,
        clinic_id,
        reason,
        next_action,
        last_contact_mode,
        worklist_amount,
        priority_order,
        last_contact_date,
        waiting_since_date,
        _loaded_at
    from new_patients_without_follow_up

    union all

    select
        'expiring_benefits' as worklist,
        item_key,
        patient_id,
        provider_id,
        clinic_id,
        reason,
        next_action,
        last_contact_mode,
        worklist_amount,
        priority_order,
        last_contact_date,
        waiting_since_date,
        _loaded_at
    from expiring_benefits

    union all

    select
        'visits_at_risk' as worklist,
        item_key,
        patient_id,
        provider_id,
        clinic_id,
        reason,
        next_action,
        last_contact_mode,
        worklist_amount,
        priority_order,
        last_contact_date,
        waiting_since_date,
        _loaded_at
    from visits_at_risk

),

final as (

    select
        -- keys
        worklist,
        item_key,
        patient_id,
        provider_id,
        clinic_id,

        -- attributes
        reason,
        next_action,
        last_contact_mode,

        -- measures
        worklist_amount,
        priority_order,

        -- times
        last_contact_date,
        waiting_since_date,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from unioned

)

select * from final
