-- Planned work that insurance would still pay for, and will not after the end of the benefit year.
with

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
        'patient ' || treatment.patient_id as item_key,
        treatment.patient_id,
        outreach.provider_id,
        outreach.clinic_id,

        -- attributes
        'Benefits of ' || to_char(treatment.benefits_remaining_amount, 'FM999,999,990.00')
        || ' end on ' || treatment.benefit_year_end_date || ', with '
        || to_char(treatment.unscheduled_amount, 'FM999,999,990.00') || ' planned and not booked'
            as reason,
        case
            when treatment.has_visit_ahead
                then 'Add it to the visit of ' || outreach.next_visit_date
            else outreach.contact_verb || ' to book before the benefits end'
        end as next_action,
        outreach.last_contact_mode,

        -- measures
        least(treatment.benefits_remaining_amount, treatment.unscheduled_amount)
            as worklist_amount,
        row_number() over (
            order by
                treatment.benefit_year_end_date asc,
                least(treatment.benefits_remaining_amount, treatment.unscheduled_amount) desc,
                treatment.patient_id asc
        )::integer as priority_order,

        -- times
        outreach.last_contact_date,
        treatment.oldest_planned_date as waiting_since_date,

        -- of this list alone
        treatment.unscheduled_amount,
        treatment.benefits_remaining_amount,
        treatment.has_visit_ahead,
        treatment.benefit_year_end_date,

        -- loader (UTC)
        treatment._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from treatment
    cross join settings
    cross join thresholds
    inner join outreach
        on treatment.patient_id = outreach.patient_id
    where
        treatment.unscheduled_amount > 0
        and treatment.benefits_remaining_amount > 0
        and outreach.is_patient
        and treatment.benefit_year_end_date
        between settings.today_date and settings.today_date + thresholds.benefit_expiry_days

)

select * from final
