-- The way of each procedure, for models of payment and estimates: features as they were known in
-- the evening before it was planned or done, and what became of it. Deleted work is no journey.
with

procedures as (

    select * from {{ ref('fct_procedures') }}

),

codes as (

    select * from {{ ref('int_procedure_codes_grouped') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

births as (

    select * from {{ ref('named_patients') }}

),

history as (

    select * from {{ ref('int_journey_history_summed') }}

),

multi_visit_items as (

    select * from {{ ref('stg_opendental__procmultivisit') }}

),

snapshots as (

    select * from {{ ref('stg_opendental__claimsnapshot') }}

),

estimates as (

    select * from {{ ref('int_insurance_estimates_compared') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

claims as (

    select * from {{ ref('fct_claims') }}

),

credits as (

    select * from {{ ref('int_procedure_credits_dated') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

journeys as not materialized (

    select
        *,
        case
            when is_complete then service_date
            else treatment_planned_date
        end as known_date
    from procedures
    where procedure_status_code in (1, 2, 5)

),

-- An estimate that was written down up to the moment; one made later was not known.
known_estimates as (

    select
        journeys.procedure_id,
        sum(round(snapshots.insurance_payment_estimate_amount, 2)) as insurance_estimate_amount,
        sum(round(coalesce(snapshots.write_off_estimate_amount, 0), 2))
            as write_off_estimate_amount
    from journeys
    inner join snapshots
        on journeys.procedure_id = snapshots.procedure_id
    where
        snapshots.snapshot_at::date <= journeys.known_date
        and snapshots.insurance_payment_estimate_amount > -1
    group by journeys.procedure_id

),

multi_visits as (

    select
        procedure_id,
        min(source_created_at)::date as grouped_date
    from multi_visit_items
    where procedure_id is not null
    group by procedure_id

),

sent as (

    select
        claim_lines.procedure_id,
        min(claims.first_sent_date) as first_sent_date,
        max(claims.received_date) filter (where claims.is_received) as received_date,
        bool_or(claims.is_sent or claims.is_not_sent) as is_open
    from claim_lines
    inner join claims
        on claim_lines.claim_id = claims.claim_id
    where
        claim_lines.procedure_id is not null
        and not claims.is_preauthorization
    group by claim_lines.procedure_id

),

credited as (

    select
        journeys.procedure_id,
        sum(credits.credit_amount) filter (
            where credits.credit_date <= journeys.service_date + 30
        ) as credit_30_days_amount,
        sum(credits.credit_amount) filter (
            where credits.credit_date <= journeys.service_date + thresholds.journey_window_days
        ) as credit_window_amount
    from journeys
    cross join thresholds
    inner join credits
        on journeys.procedure_id = credits.procedure_id
    where journeys.is_complete
    group by journeys.procedure_id

),

-- Every line of the procedure that an estimate was kept of, answered.
accuracies as (

    select
        procedure_id,
        sum(expected_payment_amount) as expected_payment_amount,
        sum(insurance_payment_amount) as insurance_payment_amount
    from estimates
    group by procedure_id

),

final as (

    select
        -- keys
        journeys.procedure_id,
        journeys.patient_id,
        journeys.provider_id,
        journeys.clinic_id,
        journeys.procedure_code_id,

        -- attributes
        codes.procedure_code,
        codes.code_category,
        journeys.procedure_status_code,
        journeys.procedure_status,
        case
            when births.birth_date is null then 'unknown'
            when extract(year from age(journeys.known_date, births.birth_date)) < 6 then '0-5'
            when extract(year from age(journeys.known_date, births.birth_date)) < 18 then '6-17'
            when extract(year from age(journeys.known_date, births.birth_date)) < 35 then '18-34'
            when extract(year from age(journeys.known_date, births.birth_date)) < 50 then '35-49'
            when extract(year from age(journeys.known_date, births.birth_date)) < 65 then '50-64'
            else '65+'
        end as age_band,
        coalesce(patients.gender, 'unknown') as gender,
        case
            when journeys.tooth_number ~ '^([6-9]|1[01]|2[2-7])$' then 'anterior'
            when journeys.tooth_number ~ '^([1-5]|1[2-9]|2[01]|2[89]|3[0-2])$' then 'posterior'
            when journeys.tooth_number ~ '^[A-T]$' then 'primary'
            when journeys.tooth_number <> '' then 'other'
            else 'none'
        end as tooth_area,
        extract(isodow from journeys.known_date)::integer as weekday_number,
        extract(month from journeys.known_date)::integer as calendar_month,

        -- measures known at the moment
        journeys.gross_fee_amount::numeric(14, 2) as gross_fee_amount,
        known_estimates.insurance_estimate_amount::numeric(14, 2) as insurance_estimate_amount,
        known_estimates.write_off_estimate_amount::numeric(14, 2) as write_off_estimate_amount,
        (
            journeys.gross_fee_amount
            - known_estimates.insurance_estimate_amount
            - known_estimates.write_off_estimate_amount
        )::numeric(14, 2) as patient_estimate_amount,
        history.prior_visit_count,
        history.prior_missed_count,
        history.prior_cancelled_count,
        history.prior_charged_amount,
        history.prior_patient_paid_amount,
        history.prior_insurance_paid_amount,
        (
            history.prior_charged_amount
            - history.prior_patient_paid_amount
            - history.prior_insurance_paid_amount
        )::numeric(14, 2) as prior_balance_amount,
        history.prior_refused_line_count,
        history.days_since_visit,
        history.days_since_first_visit,
        case
            when
                journeys.is_complete
                and journeys.treatment_planned_date <= journeys.service_date
                then journeys.service_date - journeys.treatment_planned_date
        end as days_planned_before,

        -- what became of it; never a feature
        sent.first_sent_date - journeys.service_date as later_claim_sent_days,
        case
            when not sent.is_open then sent.received_date - sent.first_sent_date
        end as later_claim_answered_days,
        case
            when
                journeys.is_complete
                and journeys.service_date + thresholds.journey_window_days < settings.today_date
                then (
                    coalesce(credited.credit_window_amount, 0) >= journeys.gross_fee_amount
                )::integer
        end as fully_paid_target,
        case
            when
                journeys.is_complete
                and journeys.service_date + 30 < settings.today_date
                then (
                    coalesce(credited.credit_30_days_amount, 0) >= journeys.gross_fee_amount
                )::integer
        end as paid_in_30_days_target,
        case
            when
                journeys.is_complete
                and journeys.service_date + thresholds.journey_window_days < settings.today_date
                and not sent.is_open
                then (
                    abs(
                        accuracies.insurance_payment_amount - accuracies.expected_payment_amount
                    ) <= 1
                )::integer
        end as estimate_accurate_target,

        -- flags
        journeys.is_complete,
        known_estimates.procedure_id is not null as has_known_estimate,
        coalesce(multi_visits.grouped_date <= journeys.known_date, false) as is_multi_visit,

        -- times
        journeys.known_date,
        journeys.treatment_planned_date,
        journeys.service_date,

        -- loader (UTC)
        greatest(journeys._loaded_at, history._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from journeys
    cross join settings
    cross join thresholds
    inner join history
        on
            journeys.patient_id = history.patient_id
            and journeys.known_date = history.known_date
    left join codes
        on journeys.procedure_code_id = codes.procedure_code_id
    left join patients
        on journeys.patient_id = patients.patient_id
    left join births
        on journeys.patient_id = births.patient_id
    left join known_estimates
        on journeys.procedure_id = known_estimates.procedure_id
    left join multi_visits
        on journeys.procedure_id = multi_visits.procedure_id
    left join sent
        on journeys.procedure_id = sent.procedure_id
    left join credited
        on journeys.procedure_id = credited.procedure_id
    left join accuracies
        on journeys.procedure_id = accuracies.procedure_id

)

select * from final
