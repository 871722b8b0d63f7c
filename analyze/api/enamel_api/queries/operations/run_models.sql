-- What dbt built and tested on one run, the last word on each node.
select distinct on (node)
    node,
    kind,
    status,
    seconds,
    row_count,
    failure_count,
    ended_at
from operations.run_models
where run_id = %(run_id)s
order by
    node,
    ended_at desc
