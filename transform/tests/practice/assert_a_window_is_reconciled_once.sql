-- The mart is a view, so Postgres cannot keep its key.
select
    report,
    policy,
    window_start,
    count(*) as row_count
from {{ ref('rpt_reconciliation') }}
group by
    report,
    policy,
    window_start
having count(*) > 1
