-- Month by month: who is active, came anew, came back and was lost, as of the last day of the
-- month (of the running one, as of today). Status has no history in Open Dental, so it plays no
-- part here: active means seen in the last 18 months, and the flow explains the stock exactly.
with

visits as (

    select * from {{ ref('int_patient_visits_spaced') }}

),

calendar as (

    select * from {{ ref('dim_dates') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

-- A person belongs to the clinic of the latest visit.
homes as (

    select distinct on (person_id)
        person_id,
        clinic_id as home_clinic_id
    from visits
    order by person_id asc, visit_date desc

),

opening as (

    select date_trunc('month', min(visit_date))::date as first_month_date
    from visits

),

months as (

    select distinct
        calendar.month_start_date,
        least(calendar.month_end_date, settings.today_date) as as_of_date
    from calendar
    cross join settings
    cross join opening
    where
        calendar.month_start_date <= settings.today_date
        and calendar.month_start_date >= opening.first_month_date

),

person_visits as (

    select
        visits.person_id,
        homes.home_clinic_id as clinic_id,
        visits.visit_date,
        visits.next_visit_date,
        visits.active_until_date,
        visits.lost_date,
        visits.is_first_visit,
        visits.is_return,
        visits._loaded_at
    from visits
    inner join homes
        on visits.person_id = homes.person_id

),

clinics as (

    select distinct clinic_id
    from person_visits

),

-- A visit stands for its person until the next one, and for 36 months at most. Its months are
-- counted out, which is quicker than comparing each month with every visit.
spanned as (

    select
        *,
        generate_series(
            date_trunc('month', visit_date),
            least(next_visit_date, visit_date + interval '36 months'),
            interval '1 month'
        )::date as month_start_date
    from person_visits

),

-- The last visit up to the day, one a person.
latest as (

    select
        months.month_start_date,
        months.as_of_date,
        spanned.clinic_id,
        spanned.person_id,
        spanned.visit_date as last_visit_date,
        spanned.active_until_date > months.as_of_date as is_active,
        spanned._loaded_at
    from spanned
    inner join months
        on
            spanned.month_start_date = months.month_start_date
            and spanned.visit_date <= months.as_of_date
            and (spanned.next_visit_date is null or spanned.next_visit_date > months.as_of_date)
            and spanned.visit_date > months.as_of_date - interval '36 months'

),

looked_back as (

    select
        person_id,
        visit_date,
        generate_series(
            date_trunc('month', visit_date) + interval '12 months',
            visit_date + interval '18 months',
            interval '1 month'
        )::date as month_start_date
    from person_visits

),

-- Seen between 18 and 12 months before the day.
bases as (

    select distinct
        months.month_start_date,
        looked_back.person_id
    from looked_back
    inner join months
        on
            looked_back.month_start_date = months.month_start_date
            and looked_back.visit_date > months.as_of_date - interval '18 months'
            and looked_back.visit_date <= months.as_of_date - interval '12 months'

),

stocks as (

    select
        latest.month_start_date,
        latest.clinic_id,
        count(*) filter (
            where latest.last_visit_date > latest.as_of_date - interval '12 months'
        ) as active_12_months_count,
        count(*) filter (where latest.is_active) as active_18_months_count,
        count(*) filter (
            where latest.last_visit_date > latest.as_of_date - interval '24 months'
        ) as active_24_months_count,
        count(*) as active_36_months_count,
        count(bases.person_id) as retention_base_count,
        count(bases.person_id) filter (
            where latest.last_visit_date > latest.as_of_date - interval '12 months'
        ) as retained_count,
        max(latest._loaded_at) as _loaded_at
    from latest
    left join bases
        on
            latest.month_start_date = bases.month_start_date
            and latest.person_id = bases.person_id
    group by latest.month_start_date, latest.clinic_id

),

events as (

    select
        clinic_id,
        visit_date as event_date,
        case when is_first_visit then 'new' else 'returned' end as event
    from person_visits
    where is_first_visit or is_return
    union all
    select
        clinic_id,
        lost_date as event_date,
        'lost' as event
    from person_visits
    where lost_date is not null

),

flows as (

    select
        date_trunc('month', events.event_date)::date as month_start_date,
        events.clinic_id,
        count(*) filter (where events.event = 'new') as new_count,
        count(*) filter (where events.event = 'returned') as returned_count,
        count(*) filter (where events.event = 'lost') as lost_count
    from events
    cross join settings
    where events.event_date <= settings.today_date
    group by date_trunc('month', events.event_date)::date, events.clinic_id

),

final as (

    select
        months.month_start_date,
        clinics.clinic_id,
        months.as_of_date,
        coalesce(stocks.active_12_months_count, 0) as active_12_months_count,
        coalesce(stocks.active_18_months_count, 0) as active_18_months_count,
        coalesce(stocks.active_24_months_count, 0) as active_24_months_count,
        coalesce(stocks.active_36_months_count, 0) as active_36_months_count,
        coalesce(flows.new_count, 0) as new_count,
        coalesce(flows.returned_count, 0) as returned_count,
        coalesce(flows.lost_count, 0) as lost_count,
        coalesce(flows.new_count, 0)
        + coalesce(flows.returned_count, 0)
        - coalesce(flows.lost_count, 0) as net_growth_count,
        coalesce(stocks.retention_base_count, 0) as retention_base_count,
        coalesce(stocks.retained_count, 0) as retained_count,
        stocks.retained_count::numeric / nullif(stocks.retention_base_count, 0) as retention_rate,
        stocks._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from months
    cross join clinics
    left join stocks
        on
            months.month_start_date = stocks.month_start_date
            and clinics.clinic_id = stocks.clinic_id
    left join flows
        on
            months.month_start_date = flows.month_start_date
            and clinics.clinic_id = flows.clinic_id

)

select * from final
