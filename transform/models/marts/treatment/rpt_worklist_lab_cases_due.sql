-- Cases that are not back although the visit they are for, or the day they were due, is near or
-- past.
with

lab_cases as (

    select * from {{ ref('stg_opendental__labcase') }}

),

laboratories as (

    select * from {{ ref('stg_opendental__laboratory') }}

),

appointments as (

    select * from {{ ref('fct_appointments') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

outreach as (

    select * from {{ ref('int_patient_outreach_prepared') }}

),

dated as (

    select
        lab_cases.lab_case_id,
        lab_cases.patient_id,
        lab_cases.provider_id,
        lab_cases.laboratory_id,
        laboratories.laboratory_name,
        lab_cases.sent_at::date as sent_date,
        lab_cases.due_at::date as due_date,
        appointments.appointment_id,
        appointments.scheduled_date,
        coalesce(appointments.visit_fee_amount, 0)::numeric(14, 2) as visit_fee_amount,
        coalesce(appointments.scheduled_date, lab_cases.due_at::date) as needed_date,
        settings.today_date,
        thresholds.visit_preparation_days,
        lab_cases._loaded_at
    from lab_cases
    cross join settings
    cross join thresholds
    left join laboratories
        on lab_cases.laboratory_id = laboratories.laboratory_id
    left join appointments
        on
            lab_cases.appointment_id = appointments.appointment_id
            and appointments.appointment_status = 'scheduled'
            and settings.today_date <= appointments.scheduled_date
    where lab_cases.received_at is null

),

final as (

    select
        -- keys
        'lab case ' || dated.lab_case_id as item_key,
        dated.patient_id,
        coalesce(dated.provider_id, 0) as provider_id,
        outreach.clinic_id,

        -- attributes
        case
            when dated.sent_date is null then 'Not sent to the laboratory'
            else
                'Sent to ' || coalesce(dated.laboratory_name, 'the laboratory') || ' on '
                || dated.sent_date || ' and not back'
        end
        || coalesce('; visit on ' || dated.scheduled_date, '; no visit ahead')
        || coalesce(', due on ' || dated.due_date, '') as reason,
        case
            when dated.sent_date is null then 'Send the case, or move the visit'
            when dated.scheduled_date - dated.today_date <= 2
                then 'Call the laboratory today; move the visit if it is not ready'
            when dated.scheduled_date is null then outreach.contact_verb || ' to book the seating'
            else 'Ask the laboratory for the day'
        end as next_action,
        outreach.last_contact_mode,

        -- measures
        dated.visit_fee_amount as worklist_amount,
        row_number() over (
            order by dated.needed_date asc nulls last, dated.lab_case_id asc
        )::integer as priority_order,

        -- times
        outreach.last_contact_date,
        coalesce(dated.sent_date, dated.due_date) as waiting_since_date,

        -- of this list alone
        dated.lab_case_id,
        dated.laboratory_id,
        dated.appointment_id,
        dated.due_date,
        dated.scheduled_date,

        -- loader (UTC)
        dated._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from dated
    inner join outreach
        on dated.patient_id = outreach.patient_id
    where dated.needed_date <= dated.today_date + dated.visit_preparation_days

)

select * from final
