-- A claim's totals and its lines in the fact hold the same money.
with

lines as (

    select
        claim_id,
        sum(insurance_payment_amount) filter (
            where claim_line_status_code in (1, 4, 5)
        ) as insurance_payment_amount,
        sum(write_off_amount) filter (where is_received) as write_off_amount
    from {{ ref('fct_claim_lines') }}
    where claim_id is not null
    group by claim_id

),

claims as (

    select * from {{ ref('fct_claims') }}

)

select claims.claim_id
from claims
left join lines
    on claims.claim_id = lines.claim_id
where
    claims.insurance_payment_amount <> coalesce(lines.insurance_payment_amount, 0)
    or claims.write_off_amount <> coalesce(lines.write_off_amount, 0)
