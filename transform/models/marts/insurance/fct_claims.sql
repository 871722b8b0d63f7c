with

claims as (

    select * from {{ ref('stg_opendental__claim') }}

),

totals as (

    select * from {{ ref('int_claims_totaled') }}

),

plans as (

    select * from {{ ref('stg_opendental__insplan') }}

),

events as (

    select * from {{ ref('int_claim_events_unioned') }}

),

follow_ups as (

    select
        claim_id,
        count(*) as follow_up_count,
        max(event_date) as last_follow_up_date
    from events
    where event_type = 'followed_up'
    group by claim_id

),

final as (

    select
        -- keys
        claims.claim_id,
        claims.patient_id,
        coalesce(claims.treating_provider_id, 0) as provider_id,
        coalesce(claims.clinic_id, 0) as clinic_id,
        claims.insurance_plan_id,
        plans.carrier_id,
        claims.insurance_subscription_id,

        -- attributes
        claims.claim_status_code,
        claims.claim_status,
        claims.claim_type_code,
        claims.claim_type,

        -- measures
        round(claims.claim_fee_amount, 2)::numeric(14, 2) as claim_fee_amount,
        coalesce(totals.insurance_estimate_amount, 0)::numeric(14, 2) as insurance_estimate_amount,
        coalesce(totals.pending_estimate_amount, 0)::numeric(14, 2) as pending_estimate_amount,
        coalesce(totals.pending_write_off_amount, 0)::numeric(14, 2) as pending_write_off_amount,
        coalesce(totals.insurance_payment_amount, 0)::numeric(14, 2) as insurance_payment_amount,
        coalesce(totals.supplemental_payment_amount, 0)::numeric(14, 2)
            as supplemental_payment_amount,
        coalesce(totals.write_off_amount, 0)::numeric(14, 2) as write_off_amount,
        coalesce(totals.deductible_applied_amount, 0)::numeric(14, 2) as deductible_applied_amount,
        coalesce(totals.unfinalized_payment_amount, 0)::numeric(14, 2)
            as unfinalized_payment_amount,
        coalesce(totals.line_count, 0) as line_count,
        coalesce(follow_ups.follow_up_count, 0) as follow_up_count,
        case
            when
                claims.claim_status_code = 'R'
                and claims.received_date >= claims.first_sent_date
                then claims.received_date - claims.first_sent_date
        end as turnaround_days,

        -- flags; a claim that promises nothing cannot be refused
        coalesce(claims.claim_type_code = 'PreAuth', false) as is_preauthorization,
        coalesce(claims.claim_status_code = 'S', false) as is_sent,
        coalesce(claims.claim_status_code = 'R', false) as is_received,
        coalesce(claims.claim_status_code in ('U', 'H', 'W', 'I'), false) as is_not_sent,
        coalesce(
            claims.claim_status_code = 'R'
            and claims.claim_type_code <> 'PreAuth'
            and totals.insurance_estimate_amount > 0
            and coalesce(totals.insurance_payment_amount, 0) = 0, false
        ) as is_zero_paid,
        coalesce(
            claims.claim_status_code = 'R'
            and claims.claim_type_code <> 'PreAuth'
            and totals.insurance_payment_amount > 0
            and not totals.has_supplemental
            and claims.resent_date is null
            and coalesce(claims.correction_type_code, 0) = 0, false
        ) as is_paid_first_pass,

        -- times
        claims.service_date,
        coalesce(claims.first_sent_date, claims.sent_date) as first_sent_date,
        claims.sent_date as last_sent_date,
        claims.resent_date,
        claims.received_date,
        totals.first_payment_date,
        totals.last_payment_date,
        follow_ups.last_follow_up_date,
        claims.source_created_date,
        claims.source_updated_at,

        -- loader (UTC)
        greatest(claims._loaded_at, totals._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from claims
    left join totals
        on claims.claim_id = totals.claim_id
    left join plans
        on claims.insurance_plan_id = plans.insurance_plan_id
    left join follow_ups
        on claims.claim_id = follow_ups.claim_id

)

select * from final
