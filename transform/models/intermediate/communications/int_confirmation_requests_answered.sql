-- One row per request to confirm an appointment that left the office, with what came back.
with

requests as (

    select * from {{ ref('stg_opendental__confirmationrequest') }}

),

answered as (

    select
        confirmation_request_id,
        appointment_id,
        patient_id,
        clinic_id,
        reminder_rule_id,
        message_type,
        sent_at,
        scheduled_at,
        responded_at,
        case response_status_code
            when 2 then 'confirmed'
            when 3 then 'declined'
            when 4 then 'asked_for_a_call'
            when 6 then 'failed'
            when 7 then 'appointment_changed'
            else 'no_answer'
        end as answer,
        response_status_code = 2 as is_confirmed,
        response_status_code in (2, 3, 4) as is_answered,
        -- the answer is open until the appointment moved or the request expired
        response_status_code in (0, 1) as is_pending,
        case
            when response_status_code in (2, 3, 4) and responded_at >= sent_at
                then round(extract(epoch from responded_at - sent_at) / 60)::integer
        end as answer_minutes,
        _loaded_at
    from requests
    -- written down but never sent, or refused by the carrier: nobody was asked
    where
        sent_at is not null
        and send_status_code not in (1, 2, 4)

)

select * from answered
