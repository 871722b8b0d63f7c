-- Money that did not come when it should have, as one row per event, and what of it came back
-- within the practice's days of recovery. Four kinds: a visit that was lost (missed), a claim line
-- answered with nothing (refused), a claim without an answer for too long (delayed), and bad debt
-- (written_off).
with

slots as (

    select * from {{ ref('fct_appointment_slots') }}

),

procedures as (

    select * from {{ ref('fct_procedures') }}

),

claims as (

    select * from {{ ref('fct_claims') }}

),

claim_lines as (

    select * from {{ ref('fct_claim_lines') }}

),

adjustments as (

    select * from {{ ref('fct_adjustments') }}

),

adjustment_types as (

    select * from {{ ref('dim_adjustment_types') }}

),

patients as (

    select * from {{ ref('dim_patients') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

-- An appointment that was lost twice is one visit's worth of work; its first loss counts.
missed as (

    select distinct on (appointment_id)
        'missed' as risk,
        appointment_id as source_id,
        patient_id,
        clinic_id,
        visit_fee_amount as risk_amount,
        slot_date as event_date
    from slots
    where
        is_lost
        and appointment_id is not null
        and visit_fee_amount > 0
    order by
        appointment_id,
        slot_date

),

-- A payment for a claim as a whole stands on no procedure; its lines say 0 and were not refused.
by_total as (

    select distinct claim_id
    from claim_lines
    where
        is_received
        and procedure_id is null
        and insurance_payment_amount <> 0

),

refused as (

    select
        'refused' as risk,
        claim_lines.claim_line_id as source_id,
        claim_lines.patient_id,
        claim_lines.clinic_id,
        claim_lines.insurance_estimate_amount as risk_amount,
        claim_lines.insurance_payment_date as event_date,
        claim_lines.claim_id,
        claim_lines.procedure_id
    from claim_lines
    inner join claims
        on claim_lines.claim_id = claims.claim_id
    left join by_total
        on claim_lines.claim_id = by_total.claim_id
    where
        claim_lines.claim_line_status_code = 1
        and claim_lines.insurance_payment_amount = 0
        and claim_lines.insurance_estimate_amount > 0
        and claim_lines.procedure_id is not null
        and not claims.is_preauthorization
        and by_total.claim_id is null

),

delayed as (

    select
        'delayed' as risk,
        claims.claim_id as source_id,
        claims.patient_id,
        claims.clinic_id,
        claims.insurance_estimate_amount as risk_amount,
        claims.first_sent_date + thresholds.claim_delay_days as event_date
    from claims
    cross join thresholds
    where
        (claims.is_sent or claims.is_received)
        and not claims.is_preauthorization
        and claims.insurance_estimate_amount > 0
        and (
            not claims.is_received
            or claims.received_date > claims.first_sent_date + thresholds.claim_delay_days
        )

),

bad_debts as (

    select
        'written_off' as risk,
        adjustments.adjustment_id as source_id,
        adjustments.patient_id,
        adjustments.clinic_id,
        patients.guarantor_id,
        adjustments.adjustment_amount,
        adjustments.adjustment_date as event_date
    from adjustments
    inner join adjustment_types
        on adjustments.adjustment_type_id = adjustment_types.adjustment_type_id
    inner join patients
        on adjustments.patient_id = patients.patient_id
    where adjustment_types.is_bad_debt

),

missed_recovered as (

    select
        missed.risk,
        missed.source_id,
        sum(procedures.gross_fee_amount) as recovered_amount
    from missed
    cross join thresholds
    inner join procedures
        on missed.source_id = procedures.appointment_id
    where
        procedures.is_complete
        and procedures.service_date between missed.event_date
        and missed.event_date + thresholds.recovery_horizon_days
    group by
        missed.risk,
        missed.source_id

),

refused_recovered as (

    select
        refused.risk,
        refused.source_id,
        sum(claim_lines.insurance_payment_amount) as recovered_amount
    from refused
    cross join thresholds
    inner join claim_lines
        on
            refused.claim_id = claim_lines.claim_id
            and refused.procedure_id = claim_lines.procedure_id
    where
        claim_lines.claim_line_status_code = 4
        and claim_lines.insurance_payment_date
        <= refused.event_date + thresholds.recovery_horizon_days
    group by
        refused.risk,
        refused.source_id

),

delayed_recovered as (

    select
        delayed.risk,
        delayed.source_id,
        sum(claim_lines.insurance_payment_amount) as recovered_amount
    from delayed
    cross join thresholds
    inner join claim_lines
        on delayed.source_id = claim_lines.claim_id
    where
        claim_lines.is_received
        and claim_lines.insurance_payment_date
        <= delayed.event_date + thresholds.recovery_horizon_days
    group by
        delayed.risk,
        delayed.source_id

),

-- Bad debt that is collected after all is taken back by an adjustment of the same kind.
written_off_recovered as (

    select
        written_off.risk,
        written_off.source_id,
        sum(reversed.adjustment_amount) as recovered_amount
    from bad_debts as written_off
    cross join thresholds
    inner join bad_debts as reversed
        on written_off.guarantor_id = reversed.guarantor_id
    where
        written_off.adjustment_amount < 0
        and reversed.adjustment_amount > 0
        and reversed.event_date between written_off.event_date
        and written_off.event_date + thresholds.recovery_horizon_days
    group by
        written_off.risk,
        written_off.source_id

),

events as (

    select * from missed
    union all
    select
        risk,
        source_id,
        patient_id,
        clinic_id,
        risk_amount,
        event_date
    from refused
    union all
    select * from delayed
    union all
    select
        risk,
        source_id,
        patient_id,
        clinic_id,
        -adjustment_amount as risk_amount,
        event_date
    from bad_debts
    where adjustment_amount < 0

),

recovered as (

    select * from missed_recovered
    union all
    select * from refused_recovered
    union all
    select * from delayed_recovered
    union all
    select * from written_off_recovered

),

final as (

    select
        events.risk,
        events.source_id,
        events.patient_id,
        events.clinic_id,
        events.risk_amount::numeric(14, 2) as risk_amount,
        least(
            greatest(coalesce(recovered.recovered_amount, 0), 0), events.risk_amount
        )::numeric(14, 2) as recovered_amount,
        events.event_date,
        events.event_date + thresholds.recovery_horizon_days < settings.today_date as is_final
    from events
    cross join settings
    cross join thresholds
    left join recovered
        on
            events.risk = recovered.risk
            and events.source_id = recovered.source_id
    where events.event_date <= settings.today_date

)

select * from final
