select *
from {{ ref('int_recoveries_observed') }}
where
    recovered_amount < 0
    or recovered_amount > risk_amount
