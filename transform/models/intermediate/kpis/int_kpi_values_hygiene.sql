-- Section F of the KPIs: hygiene and recall. A hygiene visit belongs to the provider of most of its
-- hygiene work, a recall to the patient's own provider and clinic, a perio exam to who measured.
with

followed as (

    select * from {{ ref('int_hygiene_visits_followed') }}

),

recalls as (

    select * from {{ ref('int_recalls_assessed') }}

),

cycles as (

    select * from {{ ref('int_recall_cycles_rebuilt') }}

),

perio_exams as (

    select * from {{ ref('int_perio_exams_followed') }}

),

procedures as (

    select * from {{ ref('fct_procedures') }}

),

codes as (

    select * from {{ ref('int_procedure_codes_grouped') }}

),

provider_days as (

    select * from {{ ref('int_provider_days_scheduled') }}

),

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

providers as (

    select * from {{ ref('dim_providers') }}

),

profiles as (

    select * from {{ ref('int_patient_profiles_joined') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

births as (

    select * from {{ ref('named_patients') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

this_month as (

    select date_trunc('month', today_date)::date as month_start_date
    from settings

),

hygiene_visits as (

    select
        followed.visit_date,
        coalesce(followed.provider_id, 0) as provider_id,
        followed.clinic_id,
        followed.is_reappointed,
        followed.is_reappointed_on_the_book,
        followed.is_perio_therapy,
        followed.is_perio_charted,
        followed.is_fluoride,
        followed.is_sealant,
        followed.is_bitewing,
        births.birth_date <= followed.visit_date - interval '18 years' as is_adult,
        followed._loaded_at
    from followed
    left join births
        on followed.patient_id = births.patient_id

),

-- One row an event and KPI; whose birth date is unknown is in no figure by age.
events as (

    select
        measures.kpi_id,
        measures.variant,
        hygiene_visits.visit_date as event_date,
        hygiene_visits.provider_id,
        hygiene_visits.clinic_id,
        case when measures.is_hit then 1 else 0 end as numerator,
        1 as denominator,
        1 as row_count,
        hygiene_visits._loaded_at
    from hygiene_visits
    cross join
        lateral (
            values
            (
                'hygiene_reappointment_pct',
                'booked_by_visit_date',
                hygiene_visits.is_reappointed_on_the_book,
                true
            ),
            (
                'hygiene_reappointment_pct',
                'left_with_next_visit',
                hygiene_visits.is_reappointed,
                true
            ),
            ('perio_pct', 'visits', hygiene_visits.is_perio_therapy, true),
            (
                'perio_charting_compliance',
                'adults',
                hygiene_visits.is_perio_charted,
                hygiene_visits.is_adult
            ),
            (
                'adjunct_rates',
                'fluoride_adult',
                hygiene_visits.is_fluoride,
                hygiene_visits.is_adult
            ),
            (
                'adjunct_rates',
                'fluoride_child',
                hygiene_visits.is_fluoride,
                not hygiene_visits.is_adult
            ),
            (
                'adjunct_rates',
                'sealant_child',
                hygiene_visits.is_sealant,
                not hygiene_visits.is_adult
            ),
            (
                'adjunct_rates',
                'bitewings_adult',
                hygiene_visits.is_bitewing,
                hygiene_visits.is_adult
            )
        ) as measures (kpi_id, variant, is_hit, is_counted)
    where measures.is_counted
    union all
    select
        'perio_pct' as kpi_id,
        'dollars' as variant,
        procedures.service_date as event_date,
        procedures.provider_id,
        procedures.clinic_id,
        case when codes.is_perio_therapy then procedures.production_amount else 0 end as numerator,
        procedures.production_amount as denominator,
        1 as row_count,
        procedures._loaded_at
    from procedures
    inner join codes
        on procedures.procedure_code_id = codes.procedure_code_id
    where
        procedures.is_complete
        and procedures.service_date is not null
        and codes.is_hygiene_visit
    union all
    select
        'perio_conversion' as kpi_id,
        'days_90' as variant,
        exam_date as event_date,
        provider_id,
        clinic_id,
        case when is_treated then 1 else 0 end as numerator,
        1 as denominator,
        1 as row_count,
        _loaded_at
    from perio_exams
    where
        is_horizon_over
        and exam_date is not null
    union all
    select
        'recall_due' as kpi_id,
        kinds.variant,
        recalls.due_date as event_date,
        recalls.provider_id,
        recalls.clinic_id,
        1 as numerator,
        null as denominator,
        1 as row_count,
        recalls._loaded_at
    from recalls
    cross join (values ('all'), ('nothing_booked')) as kinds (variant)
    where
        recalls.is_patient
        and not recalls.is_disabled
        and recalls.due_date is not null
        and (kinds.variant = 'all' or recalls.is_on_recall_list)
    union all
    select
        'recall_effectiveness' as kpi_id,
        'days_' || days.horizon_days::text as variant,
        cycles.cycle_due_date as event_date,
        cycles.provider_id,
        cycles.clinic_id,
        case
            when cycles.met_date <= cycles.cycle_due_date + days.horizon_days then 1
            else 0
        end as numerator,
        1 as denominator,
        1 as row_count,
        cycles._loaded_at
    from cycles
    cross join settings
    cross join (values (0), (30), (60), (90), (180)) as days (horizon_days)
    where
        cycles.is_patient
        and cycles.cycle_due_date + days.horizon_days < settings.today_date
    union all
    select
        'hygiene_open_time_pct' as kpi_id,
        'scheduled_hours' as variant,
        provider_days.schedule_date as event_date,
        provider_days.provider_id,
        coalesce(provider_days.clinic_id, 0) as clinic_id,
        provider_days.scheduled_minutes as numerator,
        provider_days.scheduled_minutes as denominator,
        1 as row_count,
        provider_days._loaded_at
    from provider_days
    inner join providers
        on provider_days.provider_id = providers.provider_id
    where
        providers.is_hygienist
        and provider_days.scheduled_minutes > 0
    union all
    select
        'hygiene_open_time_pct' as kpi_id,
        'scheduled_hours' as variant,
        appointments.scheduled_at::date as event_date,
        appointments.hygienist_id as provider_id,
        coalesce(appointments.clinic_id, 0) as clinic_id,
        -length(appointments.time_pattern) * 5 as numerator,
        0 as denominator,
        0 as row_count,
        appointments._loaded_at
    from appointments
    inner join providers
        on appointments.hygienist_id = providers.provider_id
    where
        providers.is_hygienist
        and appointments.appointment_status_code in (1, 2)
        and appointments.scheduled_at is not null

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

-- Of today alone: a due date is overwritten when the recall is met.
standing as (

    select
        'recall_overdue' as kpi_id,
        kinds.variant,
        recalls.provider_id,
        recalls.clinic_id,
        recalls._loaded_at
    from recalls
    cross join (values ('all'), ('over_180_days')) as kinds (variant)
    where
        recalls.is_overdue
        and (kinds.variant = 'all' or recalls.overdue_days > 180)
    union all
    select
        'recall_due' as kpi_id,
        'active_without_recall' as variant,
        coalesce(patients.primary_provider_id, 0) as provider_id,
        coalesce(patients.clinic_id, 0) as clinic_id,
        profiles._loaded_at
    from profiles
    inner join patients
        on profiles.patient_id = patients.patient_id
    where
        profiles.is_active_18_months
        and not profiles.has_recall

),

standing_months as (

    select
        standing.kpi_id,
        standing.variant,
        this_month.month_start_date as period_start,
        standing.provider_id,
        standing.clinic_id,
        count(*)::numeric as numerator,
        null::numeric as denominator,
        count(*) as n_rows,
        max(standing._loaded_at) as _loaded_at
    from standing
    cross join this_month
    group by
        standing.kpi_id,
        standing.variant,
        this_month.month_start_date,
        standing.provider_id,
        standing.clinic_id

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
    from standing_months

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
