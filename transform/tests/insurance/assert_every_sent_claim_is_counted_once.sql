-- Every claim with a day of sending that was sent or answered is in one month of its carrier.
with

counted as (

    select coalesce(sum(sent_claim_count), 0) as sent_claim_count
    from {{ ref('rpt_claim_turnaround') }}

),

claims as (

    select count(*) as sent_claim_count
    from {{ ref('fct_claims') }}
    where
        (is_sent or is_received)
        and not is_preauthorization
        and first_sent_date is not null

)

select
    counted.sent_claim_count as counted_count,
    claims.sent_claim_count
from counted
cross join claims
where counted.sent_claim_count <> claims.sent_claim_count
