-- What an office knew of a patient in the evening before each day on which a procedure of theirs
-- was planned or done. An entry counts from the day it was entered, when that is later than the
-- day it is dated: what was back-dated was not known yet.
with

procedures as (

    select * from {{ ref('fct_procedures') }}

),

visits as (

    select * from {{ ref('fct_visits') }}

),

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

splits as (

    select * from {{ ref('fct_payment_splits') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

adjustments as (

    select * from {{ ref('fct_adjustments') }}

),

-- The moment of a journey: the day of the work, or of its planning while it is not done.
moments as (

    select distinct
        patient_id,
        case
            when is_complete then service_date
            else treatment_planned_date
        end as known_date
    from procedures
    where procedure_status_code in (1, 2, 5)

),

events as (

    select
        patient_id,
        visit_date as event_date,
        1 as visit_count,
        0 as missed_count,
        0 as cancelled_count,
        0::numeric as charged_amount,
        0::numeric as patient_paid_amount,
        0::numeric as insurance_paid_amount,
        0 as refused_line_count,
        visit_date,
        _loaded_at
    from visits
    union all
    select
        patient_id,
        coalesce(ended_at::date, scheduled_at::date) as event_date,
        0 as visit_count,
        (slot_outcome = 'missed')::integer as missed_count,
        (slot_outcome in ('late_cancelled', 'cancelled'))::integer as cancelled_count,
        0 as charged_amount,
        0 as patient_paid_amount,
        0 as insurance_paid_amount,
        0 as refused_line_count,
        null as visit_date,
        _loaded_at
    from slots
    where is_lost
    union all
    select
        patient_id,
        greatest(service_date, completed_date) as event_date,
        0 as visit_count,
        0 as missed_count,
        0 as cancelled_count,
        production_amount as charged_amount,
        0 as patient_paid_amount,
        0 as insurance_paid_amount,
        0 as refused_line_count,
        null as visit_date,
        _loaded_at
    from procedures
    where is_complete
    union all
    select
        patient_id,
        greatest(adjustment_date, entry_date) as event_date,
        0 as visit_count,
        0 as missed_count,
        0 as cancelled_count,
        adjustment_amount as charged_amount,
        0 as patient_paid_amount,
        0 as insurance_paid_amount,
        0 as refused_line_count,
        null as visit_date,
        _loaded_at
    from adjustments
    union all
    select
        patient_id,
        greatest(payment_date, entry_date) as event_date,
        0 as visit_count,
        0 as missed_count,
        0 as cancelled_count,
        0 as charged_amount,
        split_amount as patient_paid_amount,
        0 as insurance_paid_amount,
        0 as refused_line_count,
        null as visit_date,
        _loaded_at
    from splits
    where not is_hidden_unearned
    union all
    select
        patient_id,
        greatest(insurance_payment_date, entry_date) as event_date,
        0 as visit_count,
        0 as missed_count,
        0 as cancelled_count,
        -round(write_off_amount, 2) as charged_amount,
        0 as patient_paid_amount,
        round(insurance_payment_amount, 2) as insurance_paid_amount,
        (
            insurance_payment_amount = 0
            and insurance_payment_estimate_amount > 0
        )::integer as refused_line_count,
        null as visit_date,
        _loaded_at
    from claim_lines
    where claim_line_status_code in (1, 4)

),

stacked as (

    select
        patient_id,
        event_date,
        visit_count,
        missed_count,
        cancelled_count,
        charged_amount,
        patient_paid_amount,
        insurance_paid_amount,
        refused_line_count,
        visit_date,
        false as is_moment,
        _loaded_at
    from events
    where event_date is not null
    union all
    select
        patient_id,
        known_date as event_date,
        0 as visit_count,
        0 as missed_count,
        0 as cancelled_count,
        0 as charged_amount,
        0 as patient_paid_amount,
        0 as insurance_paid_amount,
        0 as refused_line_count,
        null as visit_date,
        true as is_moment,
        null as _loaded_at
    from moments
    where known_date is not null

),

-- A group is a day: all days before, and none of the day itself.
summed as (

    select
        patient_id,
        event_date as known_date,
        is_moment,
        sum(visit_count) over earlier as prior_visit_count,
        sum(missed_count) over earlier as prior_missed_count,
        sum(cancelled_count) over earlier as prior_cancelled_count,
        sum(charged_amount) over earlier as prior_charged_amount,
        sum(patient_paid_amount) over earlier as prior_patient_paid_amount,
        sum(insurance_paid_amount) over earlier as prior_insurance_paid_amount,
        sum(refused_line_count) over earlier as prior_refused_line_count,
        event_date - max(visit_date) over earlier as days_since_visit,
        event_date - min(visit_date) over earlier as days_since_first_visit,
        max(_loaded_at) over earlier as _loaded_at
    from stacked
    window earlier as (
        partition by patient_id
        order by event_date
        groups between unbounded preceding and 1 preceding
    )

),

final as (

    select
        patient_id,
        known_date,
        coalesce(prior_visit_count, 0) as prior_visit_count,
        coalesce(prior_missed_count, 0) as prior_missed_count,
        coalesce(prior_cancelled_count, 0) as prior_cancelled_count,
        coalesce(prior_charged_amount, 0)::numeric(14, 2) as prior_charged_amount,
        coalesce(prior_patient_paid_amount, 0)::numeric(14, 2) as prior_patient_paid_amount,
        coalesce(prior_insurance_paid_amount, 0)::numeric(14, 2) as prior_insurance_paid_amount,
        coalesce(prior_refused_line_count, 0) as prior_refused_line_count,
        days_since_visit,
        days_since_first_visit,
        _loaded_at
    from summed
    where is_moment

)

select * from final
