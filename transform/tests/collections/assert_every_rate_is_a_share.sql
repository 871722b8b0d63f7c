select *
from {{ ref('rpt_recovery_rates') }}
where
    recovery_rate not between 0 and 1
    or older_recovery_rate not between 0 and 1
    or newer_recovery_rate not between 0 and 1
