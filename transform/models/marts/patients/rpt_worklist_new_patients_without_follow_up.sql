-- New patients who came once, are not booked and have not been back.
with

new_patients as (

    select * from {{ ref('rpt_new_patients') }}

),

treatment as (

    select * from {{ ref('rpt_unscheduled_treatment') }}

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

final as (

    select
        -- keys
        'patient ' || new_patients.patient_id as item_key,
        new_patients.patient_id,
        new_patients.provider_id,
        new_patients.clinic_id,

        -- attributes
        'First came on ' || new_patients.first_visit_date || ', has not been back and is not booked'
        || case
            when treatment.unscheduled_amount > 0
                then
                    '; planned treatment of '
                    || to_char(treatment.unscheduled_amount, 'FM999,999,990.00')
            else ''
        end as reason,
        outreach.contact_verb
        || case
            when treatment.unscheduled_amount > 0 then ' to book the planned treatment'
            when new_patients.is_emergency_exam then ' to book a full exam after the emergency'
            else ' to ask how the visit was and book hygiene'
        end as next_action,
        outreach.last_contact_mode,

        -- measures
        coalesce(treatment.unscheduled_amount, 0)::numeric(14, 2) as worklist_amount,
        row_number() over (
            order by
                coalesce(treatment.unscheduled_amount, 0) desc,
                new_patients.first_visit_date desc,
                new_patients.patient_id asc
        )::integer as priority_order,

        -- times
        outreach.last_contact_date,
        new_patients.first_visit_date as waiting_since_date,

        -- of this list alone
        new_patients.source_kind,
        new_patients.first_visit_amount,
        new_patients.is_emergency_exam,
        new_patients.first_visit_date,

        -- loader (UTC)
        new_patients._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from new_patients
    cross join settings
    cross join thresholds
    inner join outreach
        on new_patients.patient_id = outreach.patient_id
    left join treatment
        on new_patients.patient_id = treatment.patient_id
    where
        new_patients.is_first_record
        and outreach.is_patient
        and outreach.next_visit_date is null
        and outreach.last_visit_date = new_patients.first_visit_date
        and new_patients.first_visit_date
        between settings.today_date - thresholds.new_patient_follow_up_days
        and settings.today_date - 1

)

select * from final
