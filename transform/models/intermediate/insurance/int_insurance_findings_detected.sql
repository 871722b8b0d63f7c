-- Insurers and plans entered twice (the later entry is the finding), money for work after the end
-- of the coverage that paid it, and claims that were sent on no day.
with

carriers as (

    select * from {{ ref('stg_opendental__carrier') }}

),

plans as (

    select * from {{ ref('stg_opendental__insplan') }}

),

subscriptions as (

    select * from {{ ref('stg_opendental__inssub') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

claims as (

    select * from {{ ref('fct_claims') }}

),

-- Spelled the same but for case, spaces and punctuation, under the same electronic number.
numbered_carriers as (

    select
        carrier_id,
        source_created_date,
        _loaded_at,
        min(carrier_id) over (
            partition by
                electronic_payer,
                regexp_replace(lower(carrier_name), '[^a-z0-9]', '', 'g')
        ) as first_carrier_id
    from carriers
    where electronic_payer <> ''

),

numbered_plans as (

    select
        insurance_plan_id,
        source_created_date,
        _loaded_at,
        min(insurance_plan_id) over (
            partition by carrier_id, group_number
        ) as first_plan_id
    from plans
    where group_number <> ''

),

found as (

    select
        'duplicate_carrier' as rule,
        carrier_id::text as source_key,
        null::bigint as patient_id,
        0::bigint as provider_id,
        0::bigint as clinic_id,
        'The same insurer as carrier ' || first_carrier_id || '.' as finding_text,
        null::numeric as finding_amount,
        source_created_date as finding_date,
        _loaded_at
    from numbered_carriers
    where carrier_id <> first_carrier_id
    union all
    select
        'duplicate_plan' as rule,
        insurance_plan_id::text as source_key,
        null::bigint as patient_id,
        0::bigint as provider_id,
        0::bigint as clinic_id,
        'The same carrier and group number as plan ' || first_plan_id || '.' as finding_text,
        null::numeric as finding_amount,
        source_created_date as finding_date,
        _loaded_at
    from numbered_plans
    where insurance_plan_id <> first_plan_id
    union all
    select
        'payment_after_coverage_end' as rule,
        claim_lines.claim_line_id::text as source_key,
        claim_lines.patient_id,
        coalesce(claim_lines.provider_id, 0) as provider_id,
        coalesce(claim_lines.clinic_id, 0) as clinic_id,
        'Insurance paid ' || round(claim_lines.insurance_payment_amount, 2) || ' for work of '
        || claim_lines.service_date || ', after the coverage ended on '
        || subscriptions.termination_date || '.' as finding_text,
        round(claim_lines.insurance_payment_amount, 2) as finding_amount,
        claim_lines.service_date as finding_date,
        claim_lines._loaded_at
    from claim_lines
    inner join subscriptions
        on claim_lines.insurance_subscription_id = subscriptions.insurance_subscription_id
    where
        claim_lines.claim_line_status_code in (1, 4, 5)
        and claim_lines.insurance_payment_amount > 0
        and claim_lines.service_date > subscriptions.termination_date
    union all
    select
        'claim_sent_on_no_day' as rule,
        claim_id::text as source_key,
        patient_id,
        provider_id,
        clinic_id,
        'The claim is sent or received, and no day of sending is known.' as finding_text,
        claim_fee_amount as finding_amount,
        service_date as finding_date,
        _loaded_at
    from claims
    where
        (is_sent or is_received)
        and first_sent_date is null

)

select * from found
