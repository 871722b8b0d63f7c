-- Section D, insurance claims. Lines of every figure one below the other, summed once at the end;
-- medians and percentiles are the practice's, by month.
with

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

calendar as (

    select * from {{ ref('dim_dates') }}

),

claims as not materialized (

    select * from {{ ref('fct_claims') }}

),

claim_sources as not materialized (

    select * from {{ ref('stg_opendental__claim') }}

),

claim_lines as not materialized (

    select * from {{ ref('fct_claim_lines') }}

),

claim_totals as (

    select * from {{ ref('int_claims_totaled') }}

),

snapshots as (

    select * from {{ ref('stg_opendental__claimsnapshot') }}

),

procedures as not materialized (

    select * from {{ ref('fct_procedures') }}

),

claims_outstanding as (

    select * from {{ ref('rpt_claims_outstanding') }}

),

benefits as (

    select * from {{ ref('rpt_benefits_remaining') }}

),

patients as (

    select * from {{ ref('dim_patients') }}

),

appointments as (

    select * from {{ ref('fct_appointments') }}

),

coverages as (

    select * from {{ ref('int_coverages_chained') }}

),

verifications as (

    select * from {{ ref('stg_opendental__insverify') }}

),

today as (

    select
        calendar.month_start_date,
        calendar.calendar_date
    from calendar
    where calendar.is_today

),

-- The claim's own day of first sending and its own estimate: what stands on the claim when it goes
-- out, not what its lines came to.
answered as (

    select
        claims.claim_id,
        claims.provider_id,
        claims.clinic_id,
        claims.is_preauthorization,
        claims.received_date,
        round(claim_sources.insurance_payment_estimate_amount, 2) as estimate_amount,
        claims.insurance_payment_amount,
        claims.resent_date is null
        and coalesce(claim_sources.correction_type_code, 0) = 0
        and not coalesce(claim_totals.has_supplemental, false) as is_first_pass,
        case
            when claims.received_date >= claim_sources.first_sent_date
                then claims.received_date - claim_sources.first_sent_date
        end as turnaround_days,
        claims._loaded_at
    from claims
    inner join claim_sources
        on claims.claim_id = claim_sources.claim_id
    left join claim_totals
        on claims.claim_id = claim_totals.claim_id
    where claims.is_received

),

paid as (

    select
        claim_id,
        procedure_id,
        sum(insurance_payment_amount) as insurance_payment_amount
    from claim_lines
    where is_received
    group by claim_id, procedure_id

),

-- What a line was expected to bring when its claim was made, and what the claim brought for that
-- work.
compared as (

    select
        claim_lines.provider_id,
        claim_lines.clinic_id,
        claim_lines.insurance_payment_date,
        paid.insurance_payment_amount
        - round(snapshots.insurance_payment_estimate_amount, 2) as error_amount,
        claim_lines._loaded_at
    from snapshots
    inner join claim_lines
        on snapshots.claim_line_id = claim_lines.claim_line_id
    inner join paid
        on
            claim_lines.claim_id = paid.claim_id
            and claim_lines.procedure_id = paid.procedure_id
    where
        claim_lines.claim_line_status_code = 1
        and snapshots.insurance_payment_estimate_amount >= 0

),

preauthorized as (

    select
        answered.provider_id,
        answered.clinic_id,
        answered.received_date,
        coalesce(
            procedures.is_complete
            and procedures.service_date between
            answered.received_date and answered.received_date + 90, false
        ) as is_done_in_90_days,
        answered._loaded_at
    from claim_lines
    inner join answered
        on claim_lines.claim_id = answered.claim_id
    inner join procedures
        on claim_lines.procedure_id = procedures.procedure_id
    where
        claim_lines.claim_line_status_code = 2
        and answered.is_preauthorization

),

late as (

    select
        today.month_start_date,
        claims_outstanding.provider_id,
        claims_outstanding.clinic_id,
        coalesce(claims.last_follow_up_date > today.calendar_date - 14, false) as is_followed_up,
        claims_outstanding._loaded_at
    from claims_outstanding
    cross join today
    cross join thresholds
    inner join claims
        on claims_outstanding.claim_id = claims.claim_id
    where claims_outstanding.outstanding_days_count > thresholds.claim_delay_days

),

verified as (

    select
        verification_type,
        linked_id,
        max(last_verified_date) as last_verified_date
    from verifications
    group by verification_type, linked_id

),

-- Visits of the next seven days of patients whose first coverage is in force.
insured_visits as (

    select
        today.month_start_date,
        appointments.provider_id,
        appointments.clinic_id,
        coalesce(
            plans_verified.last_verified_date + thresholds.verification_valid_days
            >= today.calendar_date, false
        ) as is_plan_verified,
        coalesce(
            enrollments.last_verified_date + thresholds.verification_valid_days
            >= today.calendar_date, false
        ) as is_enrollment_verified,
        appointments._loaded_at
    from appointments
    cross join today
    cross join thresholds
    inner join coverages
        on appointments.patient_id = coverages.patient_id
    left join verified as plans_verified
        on
            coverages.insurance_plan_id = plans_verified.linked_id
            and plans_verified.verification_type = 'insurance_benefit'
    left join verified as enrollments
        on
            coverages.patient_coverage_id = enrollments.linked_id
            and enrollments.verification_type = 'patient_enrollment'
    where
        appointments.appointment_status_code = 1
        and appointments.scheduled_date between today.calendar_date and today.calendar_date + 6
        and coverages.is_primary
        and coverages.is_in_force
        and not coverages.is_medical

),

middles as (

    select
        date_trunc('month', received_date)::date as month_start_date,
        is_preauthorization,
        percentile_disc(0.5) within group (order by turnaround_days) as median_days,
        percentile_disc(0.9) within group (order by turnaround_days) as slow_days,
        count(*) as claim_count,
        max(_loaded_at) as _loaded_at
    from answered
    where turnaround_days is not null
    group by date_trunc('month', received_date)::date, is_preauthorization

),

lines as (

    select
        'claim_turnaround_days' as kpi_id,
        'mean' as variant,
        'day' as period_grain,
        received_date as period_start,
        provider_id,
        clinic_id,
        turnaround_days::numeric as numerator,
        1::numeric as denominator,
        1 as n_rows,
        _loaded_at
    from answered
    where
        not is_preauthorization
        and turnaround_days is not null
    union all
    select
        'claim_turnaround_days' as kpi_id,
        'median' as variant,
        'month' as period_grain,
        month_start_date as period_start,
        null as provider_id,
        null as clinic_id,
        median_days as numerator,
        null as denominator,
        claim_count as n_rows,
        _loaded_at
    from middles
    where not is_preauthorization
    union all
    select
        'claim_turnaround_days' as kpi_id,
        'p90' as variant,
        'month' as period_grain,
        month_start_date as period_start,
        null as provider_id,
        null as clinic_id,
        slow_days as numerator,
        null as denominator,
        claim_count as n_rows,
        _loaded_at
    from middles
    where not is_preauthorization
    union all
    select
        'zero_pay_rate' as kpi_id,
        'expected' as variant,
        'day' as period_grain,
        received_date as period_start,
        provider_id,
        clinic_id,
        case when insurance_payment_amount <= 0 then 1 else 0 end as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from answered
    where
        not is_preauthorization
        and estimate_amount > 0
    union all
    select
        'first_pass_rate' as kpi_id,
        'no_supplement_no_resend' as variant,
        'day' as period_grain,
        received_date as period_start,
        provider_id,
        clinic_id,
        case when is_first_pass and insurance_payment_amount > 0 then 1 else 0 end as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from answered
    where not is_preauthorization
    union all
    select
        'insurance_estimate_error' as kpi_id,
        'bias' as variant,
        'day' as period_grain,
        insurance_payment_date as period_start,
        provider_id,
        clinic_id,
        error_amount as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from compared
    union all
    select
        'insurance_estimate_error' as kpi_id,
        'mean_absolute' as variant,
        'day' as period_grain,
        insurance_payment_date as period_start,
        provider_id,
        clinic_id,
        abs(error_amount) as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from compared
    union all
    select
        'insurance_estimate_error' as kpi_id,
        'within_1' as variant,
        'day' as period_grain,
        insurance_payment_date as period_start,
        provider_id,
        clinic_id,
        case when abs(error_amount) <= 1 then 1 else 0 end as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from compared
    union all
    select
        'preauth_turnaround_and_conversion' as kpi_id,
        'turnaround_mean' as variant,
        'day' as period_grain,
        received_date as period_start,
        provider_id,
        clinic_id,
        turnaround_days as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from answered
    where
        is_preauthorization
        and turnaround_days is not null
    union all
    select
        'preauth_turnaround_and_conversion' as kpi_id,
        'conversion_90_days' as variant,
        'day' as period_grain,
        received_date as period_start,
        provider_id,
        clinic_id,
        case when is_done_in_90_days then 1 else 0 end as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from preauthorized
    union all
    select
        'claim_followup_coverage' as kpi_id,
        'followed_up_in_14_days' as variant,
        'month' as period_grain,
        month_start_date as period_start,
        provider_id,
        clinic_id,
        case when is_followed_up then 1 else 0 end as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from late
    union all
    select
        'benefits_remaining' as kpi_id,
        'primary_annual_maximum' as variant,
        'month' as period_grain,
        today.month_start_date as period_start,
        patients.primary_provider_id as provider_id,
        patients.clinic_id,
        benefits.remaining_benefit_amount as numerator,
        null as denominator,
        1 as n_rows,
        benefits._loaded_at
    from benefits
    cross join today
    inner join patients
        on benefits.patient_id = patients.patient_id
    where
        benefits.coverage_ordinal = 1
        and benefits.remaining_benefit_amount is not null
        and patients.is_patient
    union all
    select
        'eligibility_verified_pct' as kpi_id,
        'plan' as variant,
        'month' as period_grain,
        month_start_date as period_start,
        provider_id,
        clinic_id,
        case when is_plan_verified then 1 else 0 end as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from insured_visits
    union all
    select
        'eligibility_verified_pct' as kpi_id,
        'enrollment' as variant,
        'month' as period_grain,
        month_start_date as period_start,
        provider_id,
        clinic_id,
        case when is_enrollment_verified then 1 else 0 end as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from insured_visits

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
