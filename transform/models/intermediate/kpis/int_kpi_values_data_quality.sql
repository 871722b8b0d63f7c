-- Section J, data quality, published like any figure: how far the others can be trusted.
with

settings as (

    select * from {{ ref('int_practice_settings') }}

),

procedures as not materialized (

    select * from {{ ref('fct_procedures') }}

),

claims as (

    select * from {{ ref('fct_claims') }}

),

claim_sources as (

    select * from {{ ref('stg_opendental__claim') }}

),

splits as (

    select * from {{ ref('fct_payment_splits') }}

),

claim_lines as (

    select * from {{ ref('fct_claim_lines') }}

),

new_patients as (

    select * from {{ ref('rpt_new_patients') }}

),

scheduled_days as (

    select * from {{ ref('int_provider_days_scheduled') }}

),

slots as (

    select * from {{ ref('fct_appointment_slots') }}

),

notes as (

    select * from {{ ref('stg_opendental__procnote') }}

),

edits as (

    select * from {{ ref('int_ledger_edits_dated') }}

),

completed as (

    select
        procedure_id,
        provider_id,
        clinic_id,
        unit_count,
        production_amount,
        service_date,
        treatment_planned_date,
        _loaded_at
    from procedures
    where is_complete

),

-- Earned money of patients and insurers' money on checks.
collected as (

    select
        payment_date as report_date,
        provider_id,
        clinic_id,
        split_amount as payment_amount,
        procedure_id is null as is_unmatched,
        _loaded_at
    from splits
    where is_patient_income
    union all
    select
        check_date as report_date,
        provider_id,
        clinic_id,
        insurance_payment_amount as payment_amount,
        procedure_id is null as is_unmatched,
        _loaded_at
    from claim_lines
    where
        is_received
        and is_paid_by_check

),

worked_days as (

    select
        service_date,
        provider_id,
        clinic_id,
        max(_loaded_at) as _loaded_at
    from completed
    where production_amount > 0
    group by service_date, provider_id, clinic_id

),

hours as (

    select distinct
        provider_id,
        schedule_date
    from scheduled_days

),

noted as (

    select distinct procedure_id
    from notes

),

lines as (

    select
        'completed_without_provider_or_units' as kpi_id,
        'no_provider' as variant,
        'day' as period_grain,
        service_date as period_start,
        provider_id,
        clinic_id,
        1::numeric as numerator,
        null::numeric as denominator,
        1 as n_rows,
        _loaded_at
    from completed
    where provider_id = 0
    union all
    select
        'completed_without_provider_or_units' as kpi_id,
        'no_units' as variant,
        'day' as period_grain,
        service_date as period_start,
        provider_id,
        clinic_id,
        1 as numerator,
        null as denominator,
        1 as n_rows,
        _loaded_at
    from completed
    where unit_count = 0
    union all
    select
        'completed_without_provider_or_units' as kpi_id,
        'in_future' as variant,
        'day' as period_grain,
        completed.service_date as period_start,
        completed.provider_id,
        completed.clinic_id,
        1 as numerator,
        null as denominator,
        1 as n_rows,
        completed._loaded_at
    from completed
    inner join settings
        on completed.service_date > settings.today_date
    union all
    select
        'claims_without_first_sent_date' as kpi_id,
        'sent_or_received' as variant,
        'day' as period_grain,
        claims.service_date as period_start,
        claims.provider_id,
        claims.clinic_id,
        case when claim_sources.first_sent_date is null then 1 else 0 end as numerator,
        1 as denominator,
        1 as n_rows,
        claims._loaded_at
    from claims
    inner join claim_sources
        on claims.claim_id = claim_sources.claim_id
    where claims.is_sent or claims.is_received
    union all
    select
        'collections_unmatched_pct' as kpi_id,
        'no_procedure' as variant,
        'day' as period_grain,
        report_date as period_start,
        provider_id,
        clinic_id,
        case when is_unmatched then payment_amount else 0 end as numerator,
        payment_amount as denominator,
        1 as n_rows,
        _loaded_at
    from collected
    union all
    select
        'new_patients_without_source_pct' as kpi_id,
        'first_completed' as variant,
        'day' as period_grain,
        first_visit_date as period_start,
        provider_id,
        clinic_id,
        case when has_source then 0 else 1 end as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from new_patients
    union all
    select
        'schedule_coverage' as kpi_id,
        'provider_days' as variant,
        'day' as period_grain,
        worked_days.service_date as period_start,
        worked_days.provider_id,
        worked_days.clinic_id,
        case when hours.provider_id is not null then 1 else 0 end as numerator,
        1 as denominator,
        1 as n_rows,
        worked_days._loaded_at
    from worked_days
    left join hours
        on
            worked_days.provider_id = hours.provider_id
            and worked_days.service_date = hours.schedule_date
    union all
    select
        'broken_method_consistency' as kpi_id,
        'one_source' as variant,
        'day' as period_grain,
        slot_date as period_start,
        provider_id,
        clinic_id,
        case
            when is_lost_by_status::integer + is_lost_by_history::integer
                + is_lost_by_procedure::integer = 1
                then 1
            else 0
        end as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from slots
    where is_lost
    union all
    select
        'plan_first_pct' as kpi_id,
        'planned_before_done' as variant,
        'day' as period_grain,
        service_date as period_start,
        provider_id,
        clinic_id,
        case when treatment_planned_date < service_date then 1 else 0 end as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from completed
    union all
    select
        'incomplete_notes_pct' as kpi_id,
        'no_note' as variant,
        'day' as period_grain,
        completed.service_date as period_start,
        completed.provider_id,
        completed.clinic_id,
        case when noted.procedure_id is null then 1 else 0 end as numerator,
        1 as denominator,
        1 as n_rows,
        completed._loaded_at
    from completed
    left join noted
        on completed.procedure_id = noted.procedure_id
    union all
    select
        'rows_changed_after_close' as kpi_id,
        'entered' as variant,
        'month' as period_grain,
        month_start_date as period_start,
        provider_id,
        clinic_id,
        case when entered_date > month_closed_date then 1 else 0 end as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from edits
    union all
    select
        'rows_changed_after_close' as kpi_id,
        'entered_or_edited' as variant,
        'month' as period_grain,
        month_start_date as period_start,
        provider_id,
        clinic_id,
        case
            when entered_date > month_closed_date or edited_date > month_closed_date then 1
            else 0
        end as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from edits

),

final as (

    select
        kpi_id,
        variant,
        period_grain,
        period_start,
        provider_id,
        clinic_id,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        sum(n_rows)::bigint as n_rows,
        max(_loaded_at) as _loaded_at
    from lines
    -- A line without a date is in no report of Open Dental either.
    where period_start is not null
    group by period_start, provider_id, clinic_id, kpi_id, variant, period_grain

)

select * from final
