-- Capitation lowers production; as a write-off line it would count twice.
with

lines as (

    select * from {{ ref('int_write_offs_dated') }}

),

claim_lines as (

    select * from {{ ref('fct_claim_lines') }}

)

select
    lines.claim_line_id,
    claim_lines.claim_line_status
from lines
inner join claim_lines
    on lines.claim_line_id = claim_lines.claim_line_id
where claim_lines.claim_line_status not in ('not_received', 'received', 'supplemental')
