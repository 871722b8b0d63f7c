-- Claims sent and not yet received, with what insurance is expected to pay. Open Dental:
-- RpOutstandingIns.GetOutInsClaims, without preauthorizations (they promise, nobody owes).
with

claims as (

    select * from {{ ref('stg_opendental__claim') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

insurance_plans as (

    select * from {{ ref('stg_opendental__insplan') }}

),

carriers as (

    select * from {{ ref('stg_opendental__carrier') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

-- Only lines not yet received are still expected.
expected_by_claim as (

    select
        claim_id,
        sum(round(insurance_payment_estimate_amount, 2)) as insurance_estimate_amount,
        sum(round(write_off_amount, 2)) as write_off_estimate_amount,
        count(*) as expected_line_count,
        max(_loaded_at) as _loaded_at
    from claim_lines
    where claim_line_status_code = 0
    group by claim_id

),

-- Sending a claim again moves its date of sending; its age counts from the first one.
sent_claims as (

    select
        *,
        coalesce(first_sent_date, sent_date) as aged_from_date
    from claims
    where
        claim_status_code = 'S'
        and claim_type_code is distinct from 'PreAuth'

),

final as (

    select
        sent_claims.claim_id,
        settings.today_date as as_of_date,
        sent_claims.patient_id,
        patients.guarantor_id,
        coalesce(sent_claims.treating_provider_id, 0) as provider_id,
        coalesce(sent_claims.clinic_id, 0) as clinic_id,
        sent_claims.insurance_plan_id,
        insurance_plans.carrier_id,
        carriers.carrier_name,
        sent_claims.claim_type,
        sent_claims.service_date,
        sent_claims.aged_from_date as first_sent_date,
        sent_claims.sent_date as last_sent_date,
        case
            when settings.today_date - sent_claims.aged_from_date <= 30 then '0-30'
            when settings.today_date - sent_claims.aged_from_date <= 60 then '31-60'
            when settings.today_date - sent_claims.aged_from_date <= 90 then '61-90'
            else 'over 90'
        end as age_bucket,
        sent_claims.claim_fee_amount::numeric(14, 2) as claim_fee_amount,
        coalesce(expected_by_claim.insurance_estimate_amount, 0)::numeric(14, 2)
            as insurance_estimate_amount,
        coalesce(expected_by_claim.write_off_estimate_amount, 0)::numeric(14, 2)
            as write_off_estimate_amount,
        settings.today_date - sent_claims.aged_from_date as outstanding_days_count,
        coalesce(expected_by_claim.expected_line_count, 0) as expected_line_count,

        -- loader (UTC)
        greatest(sent_claims._loaded_at, expected_by_claim._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from sent_claims
    cross join settings
    left join patients
        on sent_claims.patient_id = patients.patient_id
    left join insurance_plans
        on sent_claims.insurance_plan_id = insurance_plans.insurance_plan_id
    left join carriers
        on insurance_plans.carrier_id = carriers.carrier_id
    left join expected_by_claim
        on sent_claims.claim_id = expected_by_claim.claim_id

)

select * from final
