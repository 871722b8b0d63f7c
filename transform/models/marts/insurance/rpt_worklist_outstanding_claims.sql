-- The contact is the office's last follow-up on the claim, not one with the patient.
with

outstanding as (

    select * from {{ ref('rpt_claims_outstanding') }}

),

claims as (

    select * from {{ ref('fct_claims') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

final as (

    select
        -- keys
        'claim ' || outstanding.claim_id as item_key,
        outstanding.patient_id,
        outstanding.provider_id,
        outstanding.clinic_id,

        -- attributes
        'Sent to ' || coalesce(outstanding.carrier_name, 'an unknown carrier') || ' on '
        || outstanding.first_sent_date || ', no answer for '
        || outstanding.outstanding_days_count || ' days' as reason,
        case
            when outstanding.outstanding_days_count <= thresholds.claim_delay_days
                then 'Wait: it is not late yet'
            when
                claims.last_follow_up_date
                > outstanding.as_of_date - thresholds.claim_delay_days
                then 'Wait for the answer to the last follow-up'
            when outstanding.age_bucket = 'over 90'
                then 'Call the carrier; send again before the time limit for filing'
            else 'Ask the carrier for the claim''s status'
        end as next_action,
        case when claims.last_follow_up_date is not null then 'follow_up' end as last_contact_mode,

        -- measures
        outstanding.insurance_estimate_amount as worklist_amount,
        row_number() over (
            order by
                outstanding.outstanding_days_count <= thresholds.claim_delay_days asc,
                outstanding.insurance_estimate_amount desc,
                outstanding.claim_id asc
        )::integer as priority_order,

        -- times
        claims.last_follow_up_date as last_contact_date,
        outstanding.first_sent_date as waiting_since_date,

        -- of this list alone
        outstanding.claim_id,
        outstanding.carrier_id,
        outstanding.carrier_name,
        outstanding.age_bucket,
        outstanding.claim_fee_amount,
        outstanding.service_date,

        -- loader (UTC)
        outstanding._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from outstanding
    cross join thresholds
    left join claims
        on outstanding.claim_id = claims.claim_id

)

select * from final
