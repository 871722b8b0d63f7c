-- The receivable of today by carrier is the list of outstanding claims, added up.
with

receivable as (

    select
        sum(insurance_estimate_amount) as insurance_estimate_amount,
        sum(claim_count) as claim_count
    from {{ ref('rpt_insurance_ar') }}
    where is_today

),

claims as (

    select
        sum(insurance_estimate_amount) as insurance_estimate_amount,
        count(*) as claim_count
    from {{ ref('rpt_claims_outstanding') }}

)

select
    receivable.insurance_estimate_amount as receivable_amount,
    claims.insurance_estimate_amount as claim_amount
from receivable
cross join claims
where
    coalesce(receivable.insurance_estimate_amount, 0)
    <> coalesce(claims.insurance_estimate_amount, 0)
    or coalesce(receivable.claim_count, 0) <> claims.claim_count
