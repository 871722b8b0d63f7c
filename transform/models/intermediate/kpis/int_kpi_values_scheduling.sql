-- Section H of the KPIs: the book. A slot belongs to who would have treated: the hygienist of the
-- appointment, else its provider. Chairs belong to a clinic and to nobody. Rates of slots stand
-- on the day they were booked for; `all_sources` settles what the status, the history and the
-- codes say into one outcome, the other variants believe one of them.
with

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

recovered as (

    select * from {{ ref('int_appointment_slots_recovered') }}

),

chairs as (

    select * from {{ ref('rpt_chair_utilisation') }}

),

chair_fill as (

    select * from {{ ref('int_chair_fill_rebuilt') }}

),

seen_fill as (

    select * from {{ ref('rpt_schedule_fill') }}

),

openings as (

    select * from {{ ref('int_chair_openings_found') }}

),

provider_days as (

    select * from {{ ref('int_provider_days_scheduled') }}

),

appointments as (

    select * from {{ ref('fct_appointments') }}

),

confirmations as (

    select * from {{ ref('int_appointment_confirmations_dated') }}

),

recalls as (

    select * from {{ ref('int_recalls_assessed') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

this_month as (

    select
        date_trunc('month', today_date)::date as month_start_date,
        today_date
    from settings

),

outcomes as (

    select
        appointment_slot,
        coalesce(hygienist_id, provider_id, 0) as provider_id,
        coalesce(clinic_id, 0) as clinic_id,
        scheduled_at::date as slot_date,
        slot_outcome,
        booked_minutes,
        is_due,
        is_lost,
        is_lost_by_history,
        is_lost_by_status,
        is_lost_by_procedure,
        slot_outcome = 'completed' as is_completed,
        slot_outcome = 'cancelled' as is_cancelled,
        _loaded_at
    from slots
    where scheduled_at is not null

),

-- Each line says which slots its denominator counts, and which of those its numerator.
slot_events as (

    select
        measures.kpi_id,
        measures.variant,
        outcomes.slot_date as event_date,
        outcomes.provider_id,
        outcomes.clinic_id,
        case when measures.is_hit then 1 else 0 end as numerator,
        1 as denominator,
        1 as row_count,
        outcomes._loaded_at
    from outcomes
    cross join
        lateral (
            values
            (
                'broken_rate',
                'all_sources',
                outcomes.is_lost and not outcomes.is_cancelled,
                outcomes.is_due
            ),
            (
                'broken_rate',
                'history',
                outcomes.is_lost_by_history,
                outcomes.is_completed
                or (outcomes.is_lost_by_history and not outcomes.is_cancelled)
            ),
            (
                'broken_rate',
                'status',
                outcomes.is_lost_by_status,
                outcomes.is_completed or outcomes.is_lost_by_status
            ),
            (
                'broken_rate',
                'procedure',
                outcomes.is_lost_by_procedure,
                outcomes.is_completed or outcomes.is_lost_by_procedure
            ),
            (
                'no_show_rate',
                'all_sources',
                outcomes.slot_outcome = 'missed',
                outcomes.is_due
            ),
            (
                'no_show_rate',
                'history',
                outcomes.slot_outcome = 'missed' and outcomes.is_lost_by_history,
                outcomes.is_completed
                or (outcomes.is_lost_by_history and not outcomes.is_cancelled)
            ),
            (
                'late_cancel_rate',
                'all_sources',
                outcomes.slot_outcome = 'late_cancelled',
                outcomes.is_due
            ),
            (
                'late_cancel_rate',
                'history',
                outcomes.slot_outcome = 'late_cancelled' and outcomes.is_lost_by_history,
                outcomes.is_completed
                or (outcomes.is_lost_by_history and not outcomes.is_cancelled)
            ),
            (
                'cancel_rate',
                'all_sources',
                outcomes.is_cancelled,
                outcomes.is_due or outcomes.is_cancelled
            ),
            (
                'cancel_rate',
                'history',
                outcomes.is_cancelled and outcomes.is_lost_by_history,
                outcomes.is_completed or outcomes.is_lost_by_history
            )
        ) as measures (kpi_id, variant, is_hit, is_counted)
    where measures.is_counted

),

lost_events as (

    select
        measures.kpi_id,
        measures.variant,
        outcomes.slot_date as event_date,
        outcomes.provider_id,
        outcomes.clinic_id,
        measures.numerator,
        measures.denominator,
        1 as row_count,
        outcomes._loaded_at
    from outcomes
    inner join recovered
        on outcomes.appointment_slot = recovered.appointment_slot
    cross join
        lateral (
            values
            (
                'recovery_rate',
                'days_7',
                case when recovered.is_rebooked_in_7_days then 1 else 0 end,
                1
            ),
            (
                'recovery_rate',
                'days_30',
                case when recovered.is_rebooked_in_30_days then 1 else 0 end,
                1
            ),
            (
                'slot_backfill',
                'minutes',
                recovered.refilled_minutes,
                outcomes.booked_minutes
            )
        ) as measures (kpi_id, variant, numerator, denominator)
    where measures.denominator is not null

),

-- A booking in a chair that is closed that day fills no open time.
chair_events as (

    select
        'chair_utilisation' as kpi_id,
        'booked_of_open' as variant,
        report_date as event_date,
        null::bigint as provider_id,
        clinic_id,
        booked_minutes as numerator,
        open_minutes as denominator,
        1 as row_count,
        _loaded_at
    from chairs
    where
        is_open
        and operatory_id <> 0
    union all
    select
        'fill_at_horizon' as kpi_id,
        'days_' || days_ahead::text as variant,
        schedule_date as event_date,
        null::bigint as provider_id,
        clinic_id,
        booked_minutes as numerator,
        open_minutes as denominator,
        1 as row_count,
        _loaded_at
    from chair_fill
    union all
    select
        'fill_at_horizon' as kpi_id,
        'seen_days_' || days_ahead::text as variant,
        report_date as event_date,
        null::bigint as provider_id,
        clinic_id,
        booked_minutes as numerator,
        open_minutes as denominator,
        1 as row_count,
        _loaded_at
    from seen_fill
    where open_minutes > 0

),

fill_events as (

    select
        'schedule_fill' as kpi_id,
        'provider_hours' as variant,
        schedule_date as event_date,
        provider_id,
        coalesce(clinic_id, 0) as clinic_id,
        0::numeric as numerator,
        scheduled_minutes as denominator,
        1 as row_count,
        _loaded_at
    from provider_days
    where scheduled_minutes > 0
    union all
    select
        'schedule_fill' as kpi_id,
        'provider_hours' as variant,
        scheduled_date as event_date,
        coalesce(hygienist_id, provider_id, 0) as provider_id,
        clinic_id,
        booked_minutes as numerator,
        0::numeric as denominator,
        0 as row_count,
        _loaded_at
    from appointments
    where
        appointment_status_code in (1, 2)
        and scheduled_date is not null

),

led as (

    select
        scheduled_date,
        coalesce(hygienist_id, provider_id, 0) as provider_id,
        clinic_id,
        lead_days,
        case when is_new_patient then 'new_patients' else 'others' end as kind,
        is_emergency,
        _loaded_at
    from appointments
    where
        appointment_status_code in (1, 2, 5)
        and lead_days is not null

),

appointment_events as (

    select
        'lead_time_days' as kpi_id,
        kind as variant,
        scheduled_date as event_date,
        provider_id,
        clinic_id,
        lead_days as numerator,
        1 as denominator,
        1 as row_count,
        _loaded_at
    from led
    union all
    select
        'lead_time_days' as kpi_id,
        'emergencies' as variant,
        scheduled_date as event_date,
        provider_id,
        clinic_id,
        lead_days as numerator,
        1 as denominator,
        1 as row_count,
        _loaded_at
    from led
    where is_emergency
    union all
    select
        'wait_and_flow' as kpi_id,
        measures.variant,
        appointments.scheduled_date as event_date,
        coalesce(appointments.hygienist_id, appointments.provider_id, 0) as provider_id,
        appointments.clinic_id,
        measures.numerator,
        measures.denominator,
        1 as row_count,
        appointments._loaded_at
    from appointments
    cross join
        lateral (
            values
            (
                'wait_minutes',
                appointments.waiting_minutes,
                1::numeric,
                appointments.waiting_minutes is not null and appointments.chair_minutes is not null
            ),
            (
                'chair_minutes',
                appointments.chair_minutes,
                1,
                appointments.waiting_minutes is not null and appointments.chair_minutes is not null
            ),
            (
                'chair_of_booked',
                appointments.chair_minutes,
                appointments.booked_minutes,
                appointments.waiting_minutes is not null and appointments.chair_minutes is not null
            ),
            (
                'coverage',
                case
                    when
                        appointments.waiting_minutes is not null
                        and appointments.chair_minutes is not null
                        then 1
                    else 0
                end,
                1,
                true
            )
        ) as measures (variant, numerator, denominator, is_counted)
    where
        appointments.appointment_status_code = 2
        and appointments.scheduled_date is not null
        and measures.is_counted

),

confirmation_events as (

    select
        'confirmation_rate' as kpi_id,
        'status_before_the_day' as variant,
        slot_date as event_date,
        provider_id,
        clinic_id,
        case when is_confirmed then 1 else 0 end as numerator,
        1 as denominator,
        1 as row_count,
        _loaded_at
    from confirmations
    where not is_ahead
    union all
    select
        'confirmation_rate' as kpi_id,
        'electronic_requests' as variant,
        slot_date as event_date,
        provider_id,
        clinic_id,
        case when is_confirmed_by_request then 1 else 0 end as numerator,
        1 as denominator,
        1 as row_count,
        _loaded_at
    from confirmations
    where
        not is_ahead
        and has_request

),

listed as (

    select
        lists.kpi_id,
        'scheduled' as variant,
        appointments.scheduled_date as event_date,
        coalesce(appointments.hygienist_id, appointments.provider_id, 0) as provider_id,
        appointments.clinic_id,
        1::numeric as numerator,
        null::numeric as denominator,
        1 as row_count,
        appointments._loaded_at
    from appointments
    cross join
        lateral (
            values
            ('appointments_without_procedures', not appointments.has_procedures),
            ('asap_fillable', appointments.is_asap)
        ) as lists (kpi_id, is_listed)
    where
        appointments.appointment_status_code = 1
        and appointments.scheduled_date is not null
        and lists.is_listed

),

events as (

    select * from slot_events
    union all
    select * from lost_events
    union all
    select * from chair_events
    union all
    select * from fill_events
    union all
    select * from appointment_events
    union all
    select * from confirmation_events
    union all
    select * from listed

),

days as (

    select
        kpi_id,
        variant,
        event_date as period_start,
        provider_id,
        clinic_id,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        sum(row_count) as n_rows,
        max(_loaded_at) as _loaded_at
    from events
    group by event_date, provider_id, clinic_id, kpi_id, variant

),

-- Recalls booked six months ahead swamp a mean; the median is of the whole practice.
lead_medians as (

    select
        'lead_time_days' as kpi_id,
        'median_' || kind as variant,
        date_trunc('month', scheduled_date)::date as period_start,
        null::bigint as provider_id,
        null::bigint as clinic_id,
        percentile_disc(0.5) within group (order by lead_days)::numeric as numerator,
        null::numeric as denominator,
        count(*) as n_rows,
        max(_loaded_at) as _loaded_at
    from led
    group by kind, date_trunc('month', scheduled_date)::date

),

-- Days until the third free piece of the book, counting a piece as often as it holds a visit.
free_places as (

    select
        openings.free_from_at,
        openings._loaded_at,
        sum(floor(openings.free_minutes / thresholds.access_slot_minutes)) over (
            order by openings.free_from_at, openings.operatory_id
        ) as place_count
    from openings
    cross join thresholds

),

third_next as (

    select
        'lead_time_days' as kpi_id,
        'third_next_available' as variant,
        this_month.month_start_date as period_start,
        null::bigint as provider_id,
        null::bigint as clinic_id,
        (min(free_places.free_from_at)::date - this_month.today_date)::numeric as numerator,
        null::numeric as denominator,
        3::bigint as n_rows,
        max(free_places._loaded_at) as _loaded_at
    from free_places
    cross join this_month
    where free_places.place_count >= 3
    group by this_month.month_start_date, this_month.today_date

),

next_day as (

    select min(confirmations.slot_date) as slot_date
    from confirmations
    where confirmations.is_ahead

),

-- As the book stands today, for the next day that has visits.
unconfirmed as (

    select
        'unconfirmed_tomorrow' as kpi_id,
        'next_working_day' as variant,
        this_month.month_start_date,
        this_month.today_date,
        confirmations.provider_id,
        confirmations.clinic_id,
        count(*) filter (where not confirmations.is_confirmed)::numeric as numerator,
        null::numeric as denominator,
        count(*) filter (where not confirmations.is_confirmed) as n_rows,
        max(confirmations._loaded_at) as _loaded_at
    from confirmations
    cross join this_month
    inner join next_day
        on confirmations.slot_date = next_day.slot_date
    group by
        this_month.month_start_date,
        this_month.today_date,
        confirmations.provider_id,
        confirmations.clinic_id

),

recalls_asap as (

    select
        'asap_fillable' as kpi_id,
        'recalls' as variant,
        this_month.month_start_date as period_start,
        recalls.provider_id,
        recalls.clinic_id,
        count(*)::numeric as numerator,
        null::numeric as denominator,
        count(*) as n_rows,
        max(recalls._loaded_at) as _loaded_at
    from recalls
    cross join this_month
    where
        recalls.is_on_recall_list
        and recalls.recall_priority = 'asap'
    group by this_month.month_start_date, recalls.provider_id, recalls.clinic_id

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
    from lead_medians
    union all
    select
        *,
        'month' as period_grain
    from third_next
    union all
    select
        *,
        'month' as period_grain
    from recalls_asap
    union all
    select
        unconfirmed.kpi_id,
        unconfirmed.variant,
        periods.period_start,
        unconfirmed.provider_id,
        unconfirmed.clinic_id,
        unconfirmed.numerator,
        unconfirmed.denominator,
        unconfirmed.n_rows,
        unconfirmed._loaded_at,
        periods.period_grain
    from unconfirmed
    cross join
        lateral (
            values
            ('day', unconfirmed.today_date),
            ('month', unconfirmed.month_start_date)
        ) as periods (period_grain, period_start)

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
