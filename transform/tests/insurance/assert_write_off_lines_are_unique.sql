-- A second snapshot of a claim line would count its estimate twice.
select
    claim_line_id,
    write_off_policy,
    write_off_component,
    count(*) as line_count
from {{ ref('int_write_offs_dated') }}
group by
    claim_line_id,
    write_off_policy,
    write_off_component
having count(*) > 1
