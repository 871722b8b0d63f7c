with

treatment as (

    select * from {{ ref('rpt_unscheduled_treatment') }}

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
        treatment.unscheduled_procedure_count
        || case
            when treatment.unscheduled_procedure_count = 1 then ' procedure' else ' procedures'
        end
        || ' planned and not booked, the oldest on '
        || coalesce(treatment.oldest_planned_date::text, 'no day')
        || case
            when treatment.benefits_remaining_amount > 0
                then
                    '; insurance has '
                    || to_char(treatment.benefits_remaining_amount, 'FM999,999,990.00')
                    || ' left until ' || treatment.benefit_year_end_date
            else ''
        end as reason,
        case
            when treatment.has_visit_ahead
                then 'Add it to the visit of ' || outreach.next_visit_date
            when not treatment.is_active_18_months
                then outreach.contact_verb || ' to see an exam first: not here for 18 months'
            else outreach.contact_verb || ' to book it'
        end as next_action,
        outreach.last_contact_mode,

        -- measures
        treatment.unscheduled_amount as worklist_amount,
        row_number() over (
            order by
                treatment.is_active_18_months desc,
                treatment.unscheduled_amount desc,
                treatment.patient_id asc
        )::integer as priority_order,

        -- times
        outreach.last_contact_date,
        treatment.oldest_planned_date as waiting_since_date,

        -- of this list alone
        treatment.unscheduled_procedure_count,
        treatment.benefits_remaining_amount,
        treatment.has_visit_ahead,
        treatment.is_active_18_months,
        treatment.benefit_year_end_date,
        treatment.last_visit_date,

        -- loader (UTC)
        treatment._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from treatment
    inner join outreach
        on treatment.patient_id = outreach.patient_id
    where treatment.unscheduled_procedure_count > 0

)

select * from final
