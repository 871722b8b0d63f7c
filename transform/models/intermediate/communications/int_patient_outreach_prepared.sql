-- What a call list says about everybody: whom, when and how last, and how the person wants to be
-- reached. A message that did not arrive was no contact.
with

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

activity as (

    select * from {{ ref('int_patient_activity_dated') }}

),

contacts as (

    select * from {{ ref('int_communications_unioned') }}

),

last_contacts as (

    select distinct on (patient_id)
        patient_id,
        contacted_at::date as last_contact_date,
        contact_mode as last_contact_mode
    from contacts
    where
        patient_id is not null
        and not is_undelivered
    order by patient_id asc, contacted_at desc, contact_mode asc

),

final as (

    select
        patients.patient_id,
        coalesce(patients.guarantor_id, patients.patient_id) as guarantor_id,
        coalesce(patients.clinic_id, 0) as clinic_id,
        coalesce(patients.primary_provider_id, 0) as provider_id,
        last_contacts.last_contact_date,
        last_contacts.last_contact_mode,
        case
            when patients.prefer_contact_method in ('do_not_call', 'mail') then 'Write'
            when patients.prefer_contact_method = 'email' then 'E-mail'
            when
                patients.prefer_contact_method = 'text_message'
                and coalesce(patients.text_message_consent, '') <> 'no'
                then 'Text'
            else 'Call'
        end as contact_verb,
        coalesce(patients.patient_status_code = 0, false) as is_patient,
        activity.is_active_18_months,
        activity.last_visit_date,
        activity.next_appointment_at::date as next_visit_date,
        greatest(patients._loaded_at, activity._loaded_at) as _loaded_at
    from patients
    inner join activity
        on patients.patient_id = activity.patient_id
    left join last_contacts
        on patients.patient_id = last_contacts.patient_id

)

select * from final
