-- Open Dental: RpUnfinalizedInsPay. Money that was entered on a claim and is on no check, and
-- checks that were begun and not finished.
with

claims as (

    select * from {{ ref('fct_claims') }}

),

insurance_payments as (

    select * from {{ ref('stg_opendental__claimpayment') }}

),

totals as (

    select * from {{ ref('int_claims_totaled') }}

),

unioned as (

    select
        'claim' as finding,
        claims.claim_id as source_id,
        claims.patient_id,
        claims.clinic_id,
        claims.unfinalized_payment_amount as open_amount,
        claims.last_payment_date as entered_date,
        claims._loaded_at
    from claims
    inner join totals
        on claims.claim_id = totals.claim_id
    where totals.unfinalized_line_count > 0

    union all

    select
        'partial_check' as finding,
        insurance_payment_id as source_id,
        null::bigint as patient_id,
        coalesce(clinic_id, 0) as clinic_id,
        round(check_amount, 2) as open_amount,
        check_date as entered_date,
        _loaded_at
    from insurance_payments
    where is_partial

),

final as (

    select
        -- keys
        finding,
        source_id,
        patient_id,
        clinic_id,

        -- measures
        open_amount::numeric(14, 2) as open_amount,

        -- times
        entered_date,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from unioned

)

select * from final
