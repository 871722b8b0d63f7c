-- Section E of the KPIs: who comes, stays, leaves, and what they bring. A new patient belongs to
-- provider and clinic of the first visit; everybody else to the own (primary) provider and
-- clinic. States are those at the end of the month, of the running one those of today.
with

visits as (

    select * from {{ ref('int_visits_identified') }}

),

new_patients as (

    select * from {{ ref('int_new_patients_identified') }}

),

spaced as (

    select * from {{ ref('int_patient_visits_spaced') }}

),

accumulated as (

    select * from {{ ref('int_patient_value_accumulated') }}

),

profiles as (

    select * from {{ ref('int_patient_profiles_joined') }}

),

activity as (

    select * from {{ ref('int_patient_activity_dated') }}

),

families as (

    select * from {{ ref('int_families_summed') }}

),

lapsed as (

    select * from {{ ref('int_lapsed_patients_followed') }}

),

income_lines as (

    select * from {{ ref('int_production_income_unioned') }}

),

stg_patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

births as (

    select * from {{ ref('named_patients') }}

),

calendar as (

    select * from {{ ref('dim_dates') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

patients as (

    select
        stg_patients.patient_id,
        coalesce(stg_patients.primary_provider_id, 0) as provider_id,
        coalesce(stg_patients.clinic_id, 0) as clinic_id,
        births.birth_date,
        coalesce(nullif(lower(stg_patients.language), ''), 'unknown') as language,
        coalesce(substring(stg_patients.zip_3 from '^[0-9]{3}'), 'unknown') as zip_3,
        stg_patients.patient_status_code = 0 as is_patient
    from stg_patients
    left join births
        on stg_patients.patient_id = births.patient_id

),

-- What happened on a day: one row an event.
events as (

    select
        'new_patients' as kpi_id,
        kinds.variant,
        new_patients.first_visit_date as event_date,
        new_patients.provider_id,
        new_patients.clinic_id,
        1::numeric as numerator,
        new_patients._loaded_at
    from new_patients
    cross join (values ('first_completed'), ('persons')) as kinds (variant)
    where
        kinds.variant = 'first_completed'
        or new_patients.is_first_record
    union all
    select
        'new_patients_by_source' as kpi_id,
        case when has_source then referral_id::text else 'unknown' end as variant,
        first_visit_date as event_date,
        provider_id,
        clinic_id,
        1::numeric as numerator,
        _loaded_at
    from new_patients
    union all
    select
        turns.kpi_id,
        turns.variant,
        turns.event_date,
        patients.provider_id,
        patients.clinic_id,
        turns.numerator,
        spaced._loaded_at
    from spaced
    cross join settings
    cross join
        lateral (
            values
            ('attrition', 'new_18_months', spaced.visit_date, 1::numeric, spaced.is_first_visit),
            ('attrition', 'recaptured_18_months', spaced.visit_date, 1, spaced.is_return),
            (
                'attrition',
                'lost_18_months',
                spaced.lost_date,
                1,
                spaced.lost_date <= settings.today_date
            ),
            (
                'net_growth',
                'months_18',
                spaced.visit_date,
                1,
                spaced.is_first_visit or spaced.is_return
            ),
            (
                'net_growth',
                'months_18',
                spaced.lost_date,
                -1,
                spaced.lost_date <= settings.today_date
            )
        ) as turns (kpi_id, variant, event_date, numerator, is_turn)
    inner join patients
        on spaced.person_id = patients.patient_id
    where turns.is_turn

),

event_days as (

    select
        kpi_id,
        variant,
        'day' as period_grain,
        event_date as period_start,
        provider_id,
        clinic_id,
        sum(numerator) as numerator,
        count(*) as n_rows,
        max(_loaded_at) as _loaded_at
    from events
    group by event_date, provider_id, clinic_id, kpi_id, variant

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

this_month as (

    select
        date_trunc('month', today_date)::date as month_start_date,
        today_date
    from settings

),

-- The last visit of a patient lasts until the next one.
spans as (

    select
        visits.patient_id,
        visits.visit_date,
        lead(visits.visit_date) over (
            partition by visits.patient_id order by visits.visit_date
        ) as next_visit_date,
        max(visits.visit_date) filter (where visits.is_exam) over (
            partition by visits.patient_id order by visits.visit_date
        ) as last_exam_date,
        visits._loaded_at
    from visits
    cross join settings
    where visits.visit_date <= settings.today_date

),

-- Its months are counted out, which is quicker than comparing each month with every visit.
spanned as (

    select
        *,
        generate_series(
            date_trunc('month', visit_date),
            least(next_visit_date, visit_date + interval '36 months'),
            interval '1 month'
        )::date as month_start_date
    from spans

),

seen as (

    select
        months.month_start_date,
        months.as_of_date,
        spanned.patient_id,
        patients.provider_id,
        patients.clinic_id,
        patients.birth_date,
        patients.is_patient,
        spanned.visit_date as last_visit_date,
        spanned.last_exam_date,
        spanned._loaded_at
    from spanned
    inner join months
        on
            spanned.month_start_date = months.month_start_date
            and spanned.visit_date <= months.as_of_date
            and (spanned.next_visit_date is null or spanned.next_visit_date > months.as_of_date)
            and spanned.visit_date > months.as_of_date - interval '36 months'
    inner join patients
        on spanned.patient_id = patients.patient_id

),

active_counted as (

    select
        'active_patients' as kpi_id,
        'months_' || windows.window_months::text as variant,
        seen.month_start_date as period_start,
        seen.provider_id,
        seen.clinic_id,
        count(*)::numeric as numerator,
        null::numeric as denominator,
        count(*) as n_rows,
        max(seen._loaded_at) as _loaded_at
    from seen
    cross join (values (12), (18), (24), (36)) as windows (window_months)
    where
        seen.is_patient
        and seen.last_visit_date
        > seen.as_of_date - make_interval(months => windows.window_months)
    group by
        windows.window_months, seen.month_start_date, seen.provider_id, seen.clinic_id

),

aged as (

    select
        'demographics' as kpi_id,
        case
            when birth_date is null then 'age_unknown'
            when birth_date > as_of_date - interval '18 years' then 'age_0_17'
            when birth_date > as_of_date - interval '35 years' then 'age_18_34'
            when birth_date > as_of_date - interval '50 years' then 'age_35_49'
            when birth_date > as_of_date - interval '65 years' then 'age_50_64'
            else 'age_65_on'
        end as variant,
        month_start_date,
        provider_id,
        clinic_id,
        _loaded_at
    from seen
    where
        is_patient
        and last_visit_date > as_of_date - interval '18 months'

),

-- Address and language have no history: today's patients only.
described as (

    select
        'demographics' as kpi_id,
        kinds.variant,
        this_month.month_start_date,
        patients.provider_id,
        patients.clinic_id,
        activity._loaded_at
    from patients
    cross join this_month
    cross join
        lateral (
            values
            ('language_' || patients.language),
            ('zip3_' || patients.zip_3)
        ) as kinds (variant)
    inner join activity
        on patients.patient_id = activity.patient_id
    where activity.is_active_18_months

),

demographics as (

    select * from aged
    union all
    select * from described

),

demographics_counted as (

    select
        kpi_id,
        variant,
        month_start_date as period_start,
        provider_id,
        clinic_id,
        count(*)::numeric as numerator,
        null::numeric as denominator,
        count(*) as n_rows,
        max(_loaded_at) as _loaded_at
    from demographics
    group by month_start_date, provider_id, clinic_id, kpi_id, variant

),

looked_back as (

    select
        spans.patient_id,
        spans.visit_date,
        horizons.horizon_months,
        generate_series(
            date_trunc('month', spans.visit_date)
            + make_interval(months => horizons.horizon_months),
            spans.visit_date + make_interval(months => horizons.horizon_months + 6),
            interval '1 month'
        )::date as month_start_date
    from spans
    cross join (values (12), (18)) as horizons (horizon_months)

),

-- Seen in the half year that ended 12 (18) months before: who came since?
based as (

    select distinct
        months.month_start_date,
        months.as_of_date,
        looked_back.horizon_months,
        looked_back.patient_id
    from looked_back
    inner join months
        on
            looked_back.month_start_date = months.month_start_date
            and looked_back.visit_date
            > months.as_of_date - make_interval(months => looked_back.horizon_months + 6)
            and looked_back.visit_date
            <= months.as_of_date - make_interval(months => looked_back.horizon_months)

),

retention_counted as (

    select
        'patient_retention' as kpi_id,
        'seen_again_in_' || based.horizon_months::text || '_months' as variant,
        based.month_start_date as period_start,
        patients.provider_id,
        patients.clinic_id,
        count(*) filter (
            where
            seen.last_visit_date
            > based.as_of_date - make_interval(months => based.horizon_months)
        )::numeric as numerator,
        count(*)::numeric as denominator,
        count(*) as n_rows,
        max(seen._loaded_at) as _loaded_at
    from based
    inner join patients
        on based.patient_id = patients.patient_id
    left join seen
        on
            based.patient_id = seen.patient_id
            and based.month_start_date = seen.month_start_date
    group by
        based.horizon_months, based.month_start_date, patients.provider_id, patients.clinic_id
    union all
    select
        'patient_retention' as kpi_id,
        'exam_18_of_active_36' as variant,
        month_start_date as period_start,
        provider_id,
        clinic_id,
        count(*) filter (
            where last_exam_date > as_of_date - interval '18 months'
        )::numeric as numerator,
        count(*)::numeric as denominator,
        count(*) as n_rows,
        max(_loaded_at) as _loaded_at
    from seen
    where is_patient
    group by month_start_date, provider_id, clinic_id

),

preappointed as (

    select
        'preappointment_pct' as kpi_id,
        kinds.variant,
        this_month.month_start_date as period_start,
        patients.provider_id,
        patients.clinic_id,
        count(*) filter (
            where
            case kinds.variant
                when 'any' then activity.next_appointment_at is not null
                else activity.next_hygiene_at is not null
            end
        )::numeric as numerator,
        count(*)::numeric as denominator,
        count(*) as n_rows,
        max(activity._loaded_at) as _loaded_at
    from activity
    cross join this_month
    cross join (values ('any'), ('hygiene')) as kinds (variant)
    inner join patients
        on activity.patient_id = patients.patient_id
    where activity.is_active_18_months
    group by
        kinds.variant, this_month.month_start_date, patients.provider_id, patients.clinic_id

),

-- Who pays for an active patient today. Every payer has a row in every cell that has patients, so
-- that denominators add.
payers as (

    select
        profiles.patient_id,
        patients.provider_id,
        patients.clinic_id,
        case
            when profiles.coverage = 'insurance' then coalesce(profiles.plan_type, 'unknown')
            else profiles.coverage
        end as payer,
        case
            when profiles.coverage = 'insurance' and profiles.carrier_id is not null
                then 'carrier_' || profiles.carrier_id::text
        end as carrier,
        profiles._loaded_at
    from profiles
    inner join patients
        on profiles.patient_id = patients.patient_id
    where profiles.is_active_18_months

),

payer_cells as (

    select
        provider_id,
        clinic_id,
        count(*) as patient_count,
        max(_loaded_at) as _loaded_at
    from payers
    group by provider_id, clinic_id

),

payer_members as (

    select
        provider_id,
        clinic_id,
        payer
    from payers
    union all
    select
        provider_id,
        clinic_id,
        carrier as payer
    from payers
    where carrier is not null

),

payer_counts as (

    select
        provider_id,
        clinic_id,
        payer,
        count(*) as patient_count
    from payer_members
    group by provider_id, clinic_id, payer

),

payer_names as (

    select distinct payer
    from payer_members

),

payers_counted as (

    select
        'payer_mix' as kpi_id,
        'patients_' || payer_names.payer as variant,
        this_month.month_start_date as period_start,
        payer_cells.provider_id,
        payer_cells.clinic_id,
        coalesce(payer_counts.patient_count, 0)::numeric as numerator,
        payer_cells.patient_count::numeric as denominator,
        coalesce(payer_counts.patient_count, 0) as n_rows,
        payer_cells._loaded_at
    from payer_cells
    cross join this_month
    cross join payer_names
    left join payer_counts
        on
            payer_cells.provider_id = payer_counts.provider_id
            and payer_cells.clinic_id = payer_counts.clinic_id
            and payer_names.payer = payer_counts.payer

),

-- Net production of the last twelve months by who pays today, of every patient.
payer_lines as (

    select
        case
            when profiles.coverage = 'insurance' then coalesce(profiles.plan_type, 'unknown')
            else coalesce(profiles.coverage, 'none')
        end as payer,
        income_lines.provider_id,
        income_lines.clinic_id,
        income_lines.line_amount,
        income_lines._loaded_at
    from income_lines
    cross join settings
    left join profiles
        on income_lines.patient_id = profiles.patient_id
    where
        income_lines.line_type in (
            'production', 'adjustment', 'write_off_' || settings.write_off_policy
        )
        and income_lines.report_date > settings.today_date - interval '12 months'
        and income_lines.report_date <= settings.today_date

),

payer_amounts as (

    select
        provider_id,
        clinic_id,
        payer,
        sum(line_amount) as net_production_amount,
        count(*) as line_count
    from payer_lines
    group by provider_id, clinic_id, payer

),

payer_amount_cells as (

    select
        provider_id,
        clinic_id,
        sum(line_amount) as net_production_amount,
        max(_loaded_at) as _loaded_at
    from payer_lines
    group by provider_id, clinic_id

),

payer_amount_names as (

    select distinct payer
    from payer_lines

),

payer_production as (

    select
        'payer_mix' as kpi_id,
        'net_production_' || payer_amount_names.payer as variant,
        this_month.month_start_date as period_start,
        payer_amount_cells.provider_id,
        payer_amount_cells.clinic_id,
        coalesce(payer_amounts.net_production_amount, 0) as numerator,
        payer_amount_cells.net_production_amount as denominator,
        coalesce(payer_amounts.line_count, 0) as n_rows,
        payer_amount_cells._loaded_at
    from payer_amount_cells
    cross join this_month
    cross join payer_amount_names
    left join payer_amounts
        on
            payer_amount_cells.provider_id = payer_amounts.provider_id
            and payer_amount_cells.clinic_id = payer_amounts.clinic_id
            and payer_amount_names.payer = payer_amounts.payer

),

penetration as (

    select
        'family_penetration' as kpi_id,
        'months_18' as variant,
        this_month.month_start_date as period_start,
        patients.provider_id,
        patients.clinic_id,
        count(*) filter (where families.is_whole_family_active)::numeric as numerator,
        count(*)::numeric as denominator,
        count(*) as n_rows,
        max(families._loaded_at) as _loaded_at
    from families
    cross join this_month
    inner join patients
        on families.guarantor_id = patients.patient_id
    where families.active_member_count > 0
    group by this_month.month_start_date, patients.provider_id, patients.clinic_id

),

-- First years that are over, by the month the patients came.
source_value as (

    select
        'referral_source_value' as kpi_id,
        measures.measure
        || case
            when new_patients.has_source then new_patients.referral_id::text
            else 'unknown'
        end as variant,
        date_trunc('month', new_patients.first_visit_date)::date as period_start,
        new_patients.provider_id,
        new_patients.clinic_id,
        sum(measures.amount) as numerator,
        count(*)::numeric as denominator,
        count(*) as n_rows,
        max(new_patients._loaded_at) as _loaded_at
    from new_patients
    cross join
        lateral (
            values
            ('net_production_', new_patients.first_year_production_amount),
            ('collections_', new_patients.first_year_collection_amount)
        ) as measures (measure, amount)
    where
        new_patients.is_first_record
        and new_patients.is_first_year_over
    group by
        measures.measure
        || case
            when new_patients.has_source then new_patients.referral_id::text
            else 'unknown'
        end,
        date_trunc('month', new_patients.first_visit_date)::date,
        new_patients.provider_id,
        new_patients.clinic_id

),

lifetime_value as (

    select
        'patient_lifetime_value' as kpi_id,
        measures.measure || accumulated.horizon_months::text || '_months' as variant,
        date_trunc('month', new_patients.first_visit_date)::date as period_start,
        new_patients.provider_id,
        new_patients.clinic_id,
        sum(measures.amount) as numerator,
        count(*)::numeric as denominator,
        count(*) as n_rows,
        max(accumulated._loaded_at) as _loaded_at
    from new_patients
    inner join accumulated
        on new_patients.patient_id = accumulated.patient_id
    cross join
        lateral (
            values
            ('net_production_', accumulated.net_production_amount),
            ('collections_', accumulated.collection_amount)
        ) as measures (measure, amount)
    where
        new_patients.is_first_record
        and accumulated.is_horizon_over
    group by
        measures.measure || accumulated.horizon_months::text || '_months',
        date_trunc('month', new_patients.first_visit_date)::date,
        new_patients.provider_id,
        new_patients.clinic_id

),

reactivated as (

    select
        'reactivation_rate' as kpi_id,
        lapse || case when is_contacted then '_contacted' else '_not_contacted' end as variant,
        month_start_date as period_start,
        provider_id,
        clinic_id,
        count(*) filter (where is_reactivated)::numeric as numerator,
        count(*)::numeric as denominator,
        count(*) as n_rows,
        max(_loaded_at) as _loaded_at
    from lapsed
    group by
        lapse || case when is_contacted then '_contacted' else '_not_contacted' end,
        month_start_date,
        provider_id,
        clinic_id

),

stayed as (

    select
        *,
        generate_series(
            date_trunc('month', visit_date) + interval '12 months',
            least(next_visit_date, active_until_date) + interval '12 months',
            interval '1 month'
        )::date as month_start_date
    from spaced

),

-- People lost in the twelve months up to the month's end, of those active when they began. Both
-- follow the visits alone, as the other counts of coming and going do.
turnover as (

    select
        'attrition' as kpi_id,
        'annual_rate' as variant,
        months.month_start_date as period_start,
        patients.provider_id,
        patients.clinic_id,
        count(*) filter (
            where
            stayed.lost_date > months.as_of_date - interval '12 months'
            and stayed.lost_date <= months.as_of_date
        )::numeric as numerator,
        count(*)::numeric as denominator,
        count(*) as n_rows,
        max(stayed._loaded_at) as _loaded_at
    from stayed
    inner join months
        on
            stayed.month_start_date = months.month_start_date
            and stayed.visit_date <= months.as_of_date - interval '12 months'
            and stayed.active_until_date > months.as_of_date - interval '12 months'
            and (
                stayed.next_visit_date is null
                or stayed.next_visit_date > months.as_of_date - interval '12 months'
            )
    inner join patients
        on stayed.person_id = patients.patient_id
    group by months.month_start_date, patients.provider_id, patients.clinic_id

),

monthly as (

    select * from active_counted
    union all
    select * from demographics_counted
    union all
    select * from retention_counted
    union all
    select * from preappointed
    union all
    select * from payers_counted
    union all
    select * from payer_production
    union all
    select * from penetration
    union all
    select * from source_value
    union all
    select * from lifetime_value
    union all
    select * from reactivated
    union all
    select * from turnover

),

unioned as (

    select
        kpi_id,
        variant,
        period_grain,
        period_start,
        provider_id,
        clinic_id,
        numerator,
        null::numeric as denominator,
        n_rows,
        _loaded_at
    from event_days
    union all
    select
        kpi_id,
        variant,
        'month' as period_grain,
        period_start,
        provider_id,
        clinic_id,
        numerator,
        denominator,
        n_rows,
        _loaded_at
    from monthly

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
