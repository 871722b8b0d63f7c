-- Recall of the types the practice calls prophylaxis and perio. Other recalls (X-rays, an exam) are
-- done at these visits. What the visit is worth is the last one's production.
with

recalls as (

    select * from {{ ref('fct_recalls') }}

),

visits as (

    select * from {{ ref('fct_visits') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

outreach as (

    select * from {{ ref('int_patient_outreach_prepared') }}

),

last_hygiene as (

    select distinct on (patient_id)
        patient_id,
        visit_date,
        production_amount
    from visits
    where is_hygiene_visit
    order by patient_id asc, visit_date desc

),

final as (

    select
        -- keys
        'recall ' || recalls.recall_id as item_key,
        recalls.patient_id,
        recalls.provider_id,
        recalls.clinic_id,

        -- attributes
        recalls.recall_type_name || ' was due on ' || recalls.due_date || ', '
        || recalls.overdue_days || ' days ago'
        || coalesce('; last hygiene visit on ' || last_hygiene.visit_date, '; never had one here')
            as reason,
        outreach.contact_verb
        || case
            when outreach.is_active_18_months then ' to book hygiene'
            else ' to win the patient back: not here for 18 months'
        end as next_action,
        outreach.last_contact_mode,

        -- measures
        coalesce(last_hygiene.production_amount, 0)::numeric(14, 2) as worklist_amount,
        row_number() over (
            order by
                outreach.is_active_18_months desc,
                recalls.overdue_days asc,
                recalls.recall_id asc
        )::integer as priority_order,

        -- times
        outreach.last_contact_date,
        recalls.due_date as waiting_since_date,

        -- of this list alone
        recalls.recall_id,
        recalls.recall_type_name,
        recalls.recall_status,
        recalls.overdue_days,
        last_hygiene.visit_date as last_hygiene_date,

        -- loader (UTC)
        recalls._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from recalls
    cross join settings
    inner join outreach
        on recalls.patient_id = outreach.patient_id
    left join last_hygiene
        on recalls.patient_id = last_hygiene.patient_id
    where
        recalls.is_overdue
        and not recalls.has_visit_ahead
        and recalls.recall_type_id
        in (settings.prophylaxis_recall_type_id, settings.perio_recall_type_id)

)

select * from final
