-- Section I: what was sent, what it reached and brought. Messages have no provider; their clinic is
-- their own, else the patient's. Who should be contacted belongs to the own provider and clinic, a
-- family that owes to those of its guarantor.
with

messages as (

    select * from {{ ref('int_messages_answered') }}

),

requests as (

    select * from {{ ref('int_confirmation_requests_answered') }}

),

recall_contacts as (

    select * from {{ ref('int_recall_contacts_followed') }}

),

patient_contacts as (

    select * from {{ ref('int_patient_contacts_summarized') }}

),

recalls as (

    select * from {{ ref('int_recalls_assessed') }}

),

unscheduled as (

    select * from {{ ref('rpt_unscheduled_treatment') }}

),

aging as (

    select * from {{ ref('rpt_ar_aging') }}

),

patients as (

    select * from {{ ref('dim_patients') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

this_month as (

    select
        date_trunc('month', today_date)::date as month_start_date,
        today_date
    from settings

),

-- A message of the last two days may still be answered and is in no rate of replies.
message_events as (

    select
        'message_delivery_and_response' as kpi_id,
        messages.contact_mode || measures.suffix as variant,
        messages.contact_date as event_date,
        null::bigint as provider_id,
        coalesce(messages.clinic_id, patients.clinic_id, 0) as clinic_id,
        case when measures.is_hit then 1 else 0 end as numerator,
        messages._loaded_at
    from messages
    left join patients
        on messages.patient_id = patients.patient_id
    cross join
        lateral (
            values
            ('_delivered', not messages.is_undelivered, true),
            (
                '_replied_in_48_hours',
                messages.is_replied,
                not messages.is_undelivered and not messages.is_still_open
            )
        ) as measures (suffix, is_hit, is_counted)
    where measures.is_counted
    union all
    select
        'message_delivery_and_response' as kpi_id,
        'confirmation_positive' as variant,
        sent_at::date as event_date,
        null::bigint as provider_id,
        coalesce(clinic_id, 0) as clinic_id,
        case when is_confirmed then 1 else 0 end as numerator,
        _loaded_at
    from requests
    where not is_pending
    union all
    select
        'recall_message_conversion' as kpi_id,
        kinds.variant,
        recall_contacts.contact_date as event_date,
        recall_contacts.provider_id,
        recall_contacts.clinic_id,
        case when kinds.is_hit then 1 else 0 end as numerator,
        recall_contacts._loaded_at
    from recall_contacts
    cross join
        lateral (
            values
            ('any_contact', recall_contacts.is_converted),
            ('first_contact', recall_contacts.is_first_contact),
            ('last_contact', recall_contacts.is_last_contact)
        ) as kinds (variant, is_hit)
    where recall_contacts.is_horizon_over

),

days as (

    select
        kpi_id,
        variant,
        event_date as period_start,
        provider_id,
        clinic_id,
        sum(numerator)::numeric as numerator,
        count(*)::numeric as denominator,
        count(*) as n_rows,
        max(_loaded_at) as _loaded_at
    from message_events
    group by event_date, provider_id, clinic_id, kpi_id, variant

),

contacted as (

    select
        patients.patient_id,
        patients.guarantor_id,
        patients.primary_provider_id as provider_id,
        patients.clinic_id,
        coalesce(patient_contacts.sent_in_30_days_count, 0) > 0 as is_contacted
    from patients
    left join patient_contacts
        on patients.patient_id = patient_contacts.patient_id

),

families as (

    select
        guarantor_id,
        bool_or(is_contacted) as is_contacted
    from contacted
    group by guarantor_id

),

-- Three lists of today; a family that owes is reached through any of its members.
waiting as (

    select
        'overdue_recall' as variant,
        contacted.patient_id,
        contacted.provider_id,
        contacted.clinic_id,
        contacted.is_contacted,
        max(recalls._loaded_at) as _loaded_at
    from recalls
    inner join contacted
        on recalls.patient_id = contacted.patient_id
    where recalls.is_overdue
    group by
        contacted.patient_id, contacted.provider_id, contacted.clinic_id, contacted.is_contacted
    union all
    select
        'unscheduled_treatment' as variant,
        contacted.patient_id,
        contacted.provider_id,
        contacted.clinic_id,
        contacted.is_contacted,
        unscheduled._loaded_at
    from unscheduled
    inner join contacted
        on unscheduled.patient_id = contacted.patient_id
    where unscheduled.unscheduled_amount > 0
    union all
    select
        'ar_over_60_days' as variant,
        contacted.patient_id,
        contacted.provider_id,
        contacted.clinic_id,
        families.is_contacted,
        aging._loaded_at
    from aging
    inner join settings
        on aging.as_of_date = settings.today_date
    inner join contacted
        on aging.guarantor_id = contacted.patient_id
    inner join families
        on aging.guarantor_id = families.guarantor_id
    where aging.balance_61_90_amount + aging.balance_over_90_amount > 0

),

anybody as (

    select
        'any_list' as variant,
        patient_id,
        provider_id,
        clinic_id,
        bool_or(is_contacted) as is_contacted,
        max(_loaded_at) as _loaded_at
    from waiting
    group by patient_id, provider_id, clinic_id

),

lists as (

    select * from waiting
    union all
    select * from anybody

),

coverage as (

    select
        'contact_coverage' as kpi_id,
        lists.variant,
        this_month.month_start_date as period_start,
        lists.provider_id,
        lists.clinic_id,
        count(*) filter (where lists.is_contacted)::numeric as numerator,
        count(*)::numeric as denominator,
        count(*) as n_rows,
        max(lists._loaded_at) as _loaded_at
    from lists
    cross join this_month
    group by lists.variant, this_month.month_start_date, lists.provider_id, lists.clinic_id

),

unioned as (

    select
        *,
        'day' as period_grain
    from days
    union all
    select
        *,
        'month' as period_grain
    from coverage

),

final as (

    select
        kpi_id,
        variant,
        period_grain,
        period_start,
        provider_id,
        clinic_id,
        numerator::numeric as numerator,
        denominator::numeric as denominator,
        n_rows::bigint as n_rows,
        _loaded_at
    from unioned

)

select * from final
