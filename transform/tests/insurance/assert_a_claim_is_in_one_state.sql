-- Sent, not sent and received are told from one code and never overlap.
select claim_id
from {{ ref('fct_claims') }}
where is_sent::integer + is_not_sent::integer + is_received::integer > 1
