-- The sheet of the morning meeting, from a week back to two weeks ahead. Who sits in the chair is a
-- key; the name is in the schema identity.
with

appointments as (

    select * from {{ ref('fct_appointments') }}

),

procedures as (

    select * from {{ ref('fct_procedures') }}

),

procedure_codes as (

    select * from {{ ref('dim_procedure_codes') }}

),

slots as (

    select * from {{ ref('fct_appointment_slots') }}

),

providers as (

    select * from {{ ref('dim_providers') }}

),

operatories as (

    select * from {{ ref('dim_operatories') }}

),

aging as (

    select * from {{ ref('rpt_ar_aging') }}

),

treatment as (

    select * from {{ ref('rpt_unscheduled_treatment') }}

),

recalls as (

    select * from {{ ref('fct_recalls') }}

),

coverages as (

    select * from {{ ref('rpt_benefits_remaining') }}

),

confirmation_statuses as (

    select * from {{ ref('practice_confirmation_statuses') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

lab_cases as (

    select * from {{ ref('stg_opendental__labcase') }}

),

problems as (

    select * from {{ ref('stg_opendental__disease') }}

),

allergies as (

    select * from {{ ref('stg_opendental__allergy') }}

),

-- Only whether there is a note; its words stay there.
alert_notes as (

    select * from {{ ref('named_patients') }}

),

predictions as (

    select * from {{ ref('rpt_predictions') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

booked as (

    select
        appointments.*,
        coalesce(patients.guarantor_id, appointments.patient_id) as guarantor_id,
        coalesce(patients.needs_premedication, false) as needs_premedication
    from appointments
    cross join settings
    left join patients
        on appointments.patient_id = patients.patient_id
    where
        appointments.is_on_the_book
        and appointments.scheduled_date
        between settings.today_date - 7 and settings.today_date + 14

),

planned_work as (

    select
        procedures.appointment_id,
        string_agg(
            procedure_codes.procedure_code || ' '
            || to_char(procedures.gross_fee_amount, 'FM999,999,990.00'),
            ', ' order by procedures.gross_fee_amount desc, procedures.procedure_id asc
        ) as procedures_planned
    from procedures
    inner join procedure_codes
        on procedures.procedure_code_id = procedure_codes.procedure_code_id
    where
        procedures.appointment_id is not null
        and procedures.procedure_status in ('treatment_planned', 'complete')
    group by procedures.appointment_id

),

-- The five slots before this one that came to an end, kept or lost.
ranked_slots as (

    select
        booked.appointment_id,
        slots.slot_outcome,
        row_number() over (
            partition by booked.appointment_id
            order by slots.scheduled_at desc, slots.appointment_slot desc
        ) as slot_rank
    from booked
    inner join slots
        on booked.patient_id = slots.patient_id
    where
        slots.slot_outcome in ('completed', 'missed', 'late_cancelled')
        and slots.scheduled_at < booked.scheduled_at
        and slots.appointment_id <> booked.appointment_id

),

histories as (

    select
        appointment_id,
        count(*) as past_slot_count,
        count(*) filter (where slot_outcome <> 'completed') as broken_slot_count
    from ranked_slots
    where slot_rank <= 5
    group by appointment_id

),

balances as (

    select
        guarantor_id,
        balance_total_amount,
        patient_portion_amount
    from aging
    where is_today

),

hygiene_recalls as (

    select
        recalls.patient_id,
        coalesce(patients.guarantor_id, patients.patient_id) as guarantor_id,
        min(recalls.due_date) as hygiene_due_date
    from recalls
    cross join settings
    inner join patients
        on recalls.patient_id = patients.patient_id
    where
        recalls.is_on_recall_list
        and not recalls.is_put_off
        and recalls.recall_type_id
        in (settings.prophylaxis_recall_type_id, settings.perio_recall_type_id)
    group by recalls.patient_id, coalesce(patients.guarantor_id, patients.patient_id)

),

-- Due by the day of the visit and on no visit of its own.
due_hygiene as (

    select
        booked.appointment_id,
        min(hygiene_recalls.hygiene_due_date) filter (
            where hygiene_recalls.patient_id = booked.patient_id
        ) as hygiene_due_date,
        count(*) filter (
            where hygiene_recalls.patient_id <> booked.patient_id
        ) as family_hygiene_due_count
    from booked
    inner join hygiene_recalls
        on
            booked.guarantor_id = hygiene_recalls.guarantor_id
            and booked.scheduled_date >= hygiene_recalls.hygiene_due_date
    group by booked.appointment_id

),

family_treatment as (

    select
        coalesce(patients.guarantor_id, patients.patient_id) as guarantor_id,
        sum(treatment.unscheduled_amount) as family_unscheduled_amount
    from treatment
    inner join patients
        on treatment.patient_id = patients.patient_id
    group by coalesce(patients.guarantor_id, patients.patient_id)

),

insurance as (

    select
        patient_id,
        bool_and(is_verified) as is_verified,
        max(remaining_benefit_amount) filter (where coverage_ordinal = 1)
            as benefits_remaining_amount
    from coverages
    group by patient_id

),

lab as (

    select
        appointment_id,
        bool_and(received_at is not null) as is_back
    from lab_cases
    where appointment_id is not null
    group by appointment_id

),

alerts as (

    select patient_id
    from problems
    where problem_status = 'active'
    union
    select patient_id
    from allergies
    where is_active
    union
    select patient_id
    from alert_notes
    where medical_urgent_note is not null

),

final as (

    select
        -- keys
        booked.appointment_id,
        booked.patient_id,
        booked.guarantor_id,
        booked.provider_id,
        booked.hygienist_id,
        booked.operatory_id,
        booked.clinic_id,

        -- attributes
        providers.provider_abbreviation,
        operatories.operatory_abbreviation,
        booked.appointment_status,
        booked.confirmation_status,
        planned_work.procedures_planned,
        case
            when histories.broken_slot_count > 0
                then
                    'missed ' || histories.broken_slot_count
                    || ' of last ' || histories.past_slot_count
        end as broken_history,
        predictions.risk_band as no_show_risk_band,
        predictions.risk_basis as no_show_risk_basis,
        predictions.reasons as no_show_reasons,

        -- measures
        predictions.probability_rate as no_show_probability_rate,
        booked.booked_minutes,
        booked.visit_fee_amount,
        booked.scheduled_production_amount,
        coalesce(balances.balance_total_amount, 0) as family_balance_amount,
        coalesce(balances.patient_portion_amount, 0) as family_portion_amount,
        coalesce(treatment.unscheduled_amount, 0)::numeric(14, 2) as unscheduled_amount,
        coalesce(family_treatment.family_unscheduled_amount, 0)::numeric(14, 2)
            as family_unscheduled_amount,
        insurance.benefits_remaining_amount::numeric(14, 2) as benefits_remaining_amount,
        coalesce(histories.broken_slot_count, 0) as broken_slot_count,
        coalesce(histories.past_slot_count, 0) as past_slot_count,
        coalesce(due_hygiene.family_hygiene_due_count, 0) as family_hygiene_due_count,

        -- flags
        booked.is_new_patient,
        booked.is_hygiene,
        due_hygiene.hygiene_due_date is not null as is_hygiene_due,
        confirmation_statuses.confirmation_status is not null as is_confirmed,
        insurance.patient_id is not null as has_coverage,
        coalesce(insurance.is_verified, false) as is_insurance_verified,
        lab.appointment_id is not null as has_lab_case,
        coalesce(lab.is_back, false) as is_lab_back,
        booked.needs_premedication as is_premedication_needed,
        alerts.patient_id is not null as has_medical_alert,

        -- times
        booked.scheduled_date,
        booked.scheduled_at,
        due_hygiene.hygiene_due_date,

        -- loader (UTC)
        booked._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from booked
    left join providers
        on booked.provider_id = providers.provider_id
    left join operatories
        on booked.operatory_id = operatories.operatory_id
    left join planned_work
        on booked.appointment_id = planned_work.appointment_id
    left join histories
        on booked.appointment_id = histories.appointment_id
    left join balances
        on booked.guarantor_id = balances.guarantor_id
    left join treatment
        on booked.patient_id = treatment.patient_id
    left join family_treatment
        on booked.guarantor_id = family_treatment.guarantor_id
    left join due_hygiene
        on booked.appointment_id = due_hygiene.appointment_id
    left join insurance
        on booked.patient_id = insurance.patient_id
    left join lab
        on booked.appointment_id = lab.appointment_id
    left join alerts
        on booked.patient_id = alerts.patient_id
    left join predictions
        on
            booked.appointment_id = predictions.entity_id
            and booked.scheduled_date = predictions.expected_date
            and predictions.model = 'no_show'
    left join confirmation_statuses
        on booked.confirmation_status = confirmation_statuses.confirmation_status

)

select * from final
