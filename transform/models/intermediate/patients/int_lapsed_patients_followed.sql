-- Who had stayed away when a month began, whether the office reached out during it, and who came
-- within 90 days. Lost: no visit for 18 months. Overdue: a recall past due and not met, of somebody
-- not yet lost. Those nobody contacted stand beside, since some come back by themselves. A contact
-- after the patient came back is none; the 90 days run from the contact, else from the month's
-- first day.
with

visits as (

    select * from {{ ref('int_visits_identified') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

cycles as (

    select * from {{ ref('int_recall_cycles_rebuilt') }}

),

contacts as (

    select * from {{ ref('int_communications_unioned') }}

),

calendar as (

    select * from {{ ref('dim_dates') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

spans as (

    select
        visits.patient_id,
        visits.visit_date,
        lead(visits.visit_date) over (
            partition by visits.patient_id order by visits.visit_date
        ) as next_visit_date,
        visits._loaded_at
    from visits
    cross join settings
    where visits.visit_date <= settings.today_date

),

-- Only months whose 90 days are over.
months as (

    select distinct
        calendar.month_start_date,
        calendar.month_end_date
    from calendar
    cross join settings
    where calendar.month_end_date + 90 < settings.today_date

),

last_month as (

    select max(month_start_date) as last_month_date
    from months

),

-- The months that begin between a visit and the next one are counted out, which is quicker than
-- comparing each month with every visit.
waited as (

    select
        spans.*,
        generate_series(
            date_trunc('month', spans.visit_date) + interval '1 month',
            coalesce(spans.next_visit_date, last_month.last_month_date)::timestamp,
            interval '1 month'
        )::date as month_start_date
    from spans
    cross join last_month

),

away as (

    select
        months.month_start_date,
        months.month_end_date,
        waited.patient_id,
        waited.next_visit_date,
        waited.visit_date <= months.month_start_date - interval '18 months' as is_lost,
        waited._loaded_at
    from waited
    inner join months
        on waited.month_start_date = months.month_start_date

),

unmet as (

    select
        cycles.patient_id,
        generate_series(
            date_trunc('month', cycles.cycle_due_date) + interval '1 month',
            coalesce(cycles.met_date, last_month.last_month_date)::timestamp,
            interval '1 month'
        )::date as month_start_date
    from cycles
    cross join last_month

),

overdue as (

    select distinct
        months.month_start_date,
        unmet.patient_id
    from unmet
    inner join months
        on unmet.month_start_date = months.month_start_date

),

lapsed as (

    select
        away.month_start_date,
        away.month_end_date,
        away.patient_id,
        away.next_visit_date,
        case when away.is_lost then 'lost' else 'overdue' end as lapse,
        away._loaded_at
    from away
    left join overdue
        on
            away.month_start_date = overdue.month_start_date
            and away.patient_id = overdue.patient_id
    where
        away.is_lost
        or overdue.patient_id is not null

),

reached as (

    select
        patient_id,
        date_trunc('month', contacted_at)::date as month_start_date,
        min(contacted_at)::date as first_contact_date
    from contacts
    where
        contact_purpose in ('recall', 'reactivation')
        and contact_direction = 'sent'
        and not is_undelivered
        and patient_id is not null
    group by patient_id, date_trunc('month', contacted_at)::date

),

anchored as (

    select
        lapsed.month_start_date,
        lapsed.patient_id,
        lapsed.lapse,
        lapsed.next_visit_date,
        case
            when
                lapsed.next_visit_date is null
                or reached.first_contact_date < lapsed.next_visit_date
                then reached.first_contact_date
        end as contact_date,
        lapsed._loaded_at
    from lapsed
    left join reached
        on
            lapsed.patient_id = reached.patient_id
            and lapsed.month_start_date = reached.month_start_date

),

followed as (

    select
        anchored.month_start_date,
        anchored.patient_id,
        coalesce(patients.primary_provider_id, 0) as provider_id,
        coalesce(patients.clinic_id, 0) as clinic_id,
        anchored.lapse,
        anchored.contact_date is not null as is_contacted,
        coalesce(
            anchored.next_visit_date
            <= coalesce(anchored.contact_date, anchored.month_start_date) + 90, false
        ) as is_reactivated,
        anchored._loaded_at
    from anchored
    inner join patients
        on anchored.patient_id = patients.patient_id
    where patients.patient_status_code = 0

)

select * from followed
