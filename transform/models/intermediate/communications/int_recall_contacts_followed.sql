-- Contacts about recall and whether an appointment was made within 14 days. Several contacts can
-- stand before one appointment: the first and the last of those 14 days are marked, so that each
-- appointment can be counted once either way. What would have been booked without any contact is
-- not known here.
with

contacts as (

    select * from {{ ref('int_communications_unioned') }}

),

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

recalled as (

    select
        contacts.contact_record,
        contacts.contact_record_id,
        contacts.patient_id,
        coalesce(patients.primary_provider_id, 0) as provider_id,
        coalesce(contacts.clinic_id, patients.clinic_id, 0) as clinic_id,
        contacts.contacted_at,
        contacts.contacted_at::date + 14 <= settings.today_date as is_horizon_over,
        contacts._loaded_at
    from contacts
    cross join settings
    left join patients
        on contacts.patient_id = patients.patient_id
    where
        contacts.contact_purpose = 'recall'
        and contacts.contact_direction = 'sent'
        and not contacts.is_undelivered
        and contacts.patient_id is not null
        and contacts.contacted_at < settings.today_date + 1

),

-- The first time an appointment was put on the book; moving it is no new booking.
bookings as (

    select
        appointment_id,
        patient_id,
        min(booked_at) as booked_at
    from slots
    where appointment_id is not null
    group by appointment_id, patient_id

),

followed_by as (

    select
        recalled.contact_record,
        recalled.contact_record_id,
        bookings.appointment_id,
        row_number() over (
            partition by bookings.appointment_id
            order by recalled.contacted_at, recalled.contact_record, recalled.contact_record_id
        ) = 1 as is_first_contact,
        row_number() over (
            partition by bookings.appointment_id
            order by
                recalled.contacted_at desc,
                recalled.contact_record desc,
                recalled.contact_record_id desc
        ) = 1 as is_last_contact
    from recalled
    inner join bookings
        on
            recalled.patient_id = bookings.patient_id
            and recalled.contacted_at < bookings.booked_at
            and recalled.contacted_at + interval '14 days' >= bookings.booked_at

),

converted as (

    select
        contact_record,
        contact_record_id,
        bool_or(is_first_contact) as is_first_contact,
        bool_or(is_last_contact) as is_last_contact
    from followed_by
    group by contact_record, contact_record_id

),

followed as (

    select
        recalled.contact_record,
        recalled.contact_record_id,
        recalled.patient_id,
        recalled.provider_id,
        recalled.clinic_id,
        recalled.contacted_at::date as contact_date,
        converted.contact_record_id is not null as is_converted,
        coalesce(converted.is_first_contact, false) as is_first_contact,
        coalesce(converted.is_last_contact, false) as is_last_contact,
        recalled.is_horizon_over,
        recalled._loaded_at
    from recalled
    left join converted
        on
            recalled.contact_record = converted.contact_record
            and recalled.contact_record_id = converted.contact_record_id

)

select * from followed
