-- One day of the book with what the team wants to know of each patient who comes.
select
    app.appointment_id,
    app.patient_id,
    app.provider_id,
    app.hygienist_id,
    app.clinic_id,
    app.operatory_id,
    app.appointment_status,
    app.confirmation_status,
    app.booked_minutes,
    app.procedure_count,
    app.scheduled_production_amount,
    pat.coverage,
    pat.unscheduled_amount,
    pat.family_patient_count,
    pat.family_active_count,
    app.is_hygiene,
    app.is_new_patient,
    pat.is_recall_overdue,
    pat.last_visit_date,
    pat.last_hygiene_date,
    pat.recall_due_date,
    app.scheduled_at
from marts.fct_appointments as app
left join marts.rpt_patient_profiles as pat
    on app.patient_id = pat.patient_id
where
    app.is_on_the_book
    and app.scheduled_date = %(day)s::date
    and (%(clinic_id)s::bigint is null or app.clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or %(provider_id)s in (app.provider_id, app.hygienist_id))
