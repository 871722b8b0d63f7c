-- What insurers paid, held against what was posted of it and against the explanations of benefits
-- (EOBs) that were scanned to it.
with

payments as (

    select * from {{ ref('stg_opendental__claimpayment') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

attachments as (

    select * from {{ ref('stg_opendental__eobattach') }}

),

posted as (

    select
        insurance_payment_id,
        sum(round(insurance_payment_amount, 2)) as posted_amount,
        count(distinct claim_id) as claim_count
    from claim_lines
    where insurance_payment_id is not null
    group by insurance_payment_id

),

explained as (

    select
        insurance_payment_id,
        count(*) as explanation_count,
        min(source_created_at)::date as first_explanation_date
    from attachments
    where insurance_payment_id is not null
    group by insurance_payment_id

),

final as (

    select
        payments.insurance_payment_id,
        coalesce(payments.clinic_id, 0) as clinic_id,
        payments.carrier_name,
        payments.check_date,
        coalesce(payments.is_partial, false) as is_partial,
        round(payments.check_amount, 2) as check_amount,
        coalesce(posted.posted_amount, 0) as posted_amount,
        round(payments.check_amount, 2) - coalesce(posted.posted_amount, 0) as unposted_amount,
        coalesce(posted.claim_count, 0) as claim_count,
        coalesce(explained.explanation_count, 0) as explanation_count,
        explained.insurance_payment_id is not null as has_explanation,
        explained.first_explanation_date,
        payments._loaded_at
    from payments
    left join posted
        on payments.insurance_payment_id = posted.insurance_payment_id
    left join explained
        on payments.insurance_payment_id = explained.insurance_payment_id

)

select * from final
