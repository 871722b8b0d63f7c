-- Open Dental takes one snapshot of a claim line. A second one counts its estimate twice, in its
-- own report as here: shown, because the row is wrong, and no reason to stop.
{{ config(severity='warn') }}

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
