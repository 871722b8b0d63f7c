-- The slowest models of the last builds: of each its last, so that a repaired one is not blamed.
select
    node as subject,
    seconds,
    row_count
from (
    select distinct on (node)
        node,
        seconds,
        row_count
    from operations.run_models
    where kind in ('model', 'snapshot') and status = 'success'
    order by node asc, ended_at desc
) as latest
where seconds >= %(least_seconds)s
order by seconds desc, subject
limit %(most)s
