-- The life of a claim as one row per event. Open Dental keeps states; the dates of their changes
-- are spread over four tables.
with

claims as (

    select * from {{ ref('stg_opendental__claim') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

insurance_payments as (

    select * from {{ ref('stg_opendental__claimpayment') }}

),

trackings as (

    select * from {{ ref('stg_opendental__claimtracking') }}

),

transactions as (

    select * from {{ ref('stg_opendental__etrans') }}

),

payments as (

    select
        claim_lines.claim_id,
        case
            when claim_lines.claim_line_status_code = 4 then 'supplemental_posted'
            else 'payment_posted'
        end as event_type,
        claim_lines.insurance_payment_date as event_date,
        sum(round(claim_lines.insurance_payment_amount, 2)) as event_amount,
        max(claim_lines._loaded_at) as _loaded_at
    from claim_lines
    where
        claim_lines.claim_line_status_code in (1, 4, 5)
        and claim_lines.claim_id is not null
    group by
        claim_lines.claim_id,
        case
            when claim_lines.claim_line_status_code = 4 then 'supplemental_posted'
            else 'payment_posted'
        end,
        claim_lines.insurance_payment_date

),

checks as (

    select
        claim_lines.claim_id,
        'check_finalized' as event_type,
        insurance_payments.check_date as event_date,
        sum(round(claim_lines.insurance_payment_amount, 2)) as event_amount,
        max(claim_lines._loaded_at) as _loaded_at
    from claim_lines
    inner join insurance_payments
        on claim_lines.insurance_payment_id = insurance_payments.insurance_payment_id
    where claim_lines.claim_id is not null
    group by
        claim_lines.claim_id,
        insurance_payments.check_date

),

unioned as (

    select
        claim_id,
        'created' as event_type,
        source_created_date as event_date,
        claim_fee_amount as event_amount,
        _loaded_at
    from claims

    union all

    select
        claim_id,
        'sent' as event_type,
        first_sent_date as event_date,
        claim_fee_amount as event_amount,
        _loaded_at
    from claims

    union all

    select
        claim_id,
        'sent_again' as event_type,
        resent_date as event_date,
        claim_fee_amount as event_amount,
        _loaded_at
    from claims

    union all

    select
        claim_id,
        'received' as event_type,
        received_date as event_date,
        claim_fee_amount as event_amount,
        _loaded_at
    from claims
    where claim_status_code = 'R'

    union all

    select
        claim_id,
        'followed_up' as event_type,
        source_updated_at::date as event_date,
        0 as event_amount,
        _loaded_at
    from trackings

    union all

    select
        claim_id,
        'transmitted' as event_type,
        transacted_at::date as event_date,
        0 as event_amount,
        _loaded_at
    from transactions
    where claim_id is not null

    union all

    select * from payments
    union all
    select * from checks

),

final as (

    select
        claim_id,
        event_type,
        event_date,
        event_amount::numeric(14, 2) as event_amount,
        _loaded_at
    from unioned
    where event_date is not null

)

select * from final
