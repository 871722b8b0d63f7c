-- Capitation lowers production; as a write-off line it would count twice.
select
    lines.claim_line_id,
    claim_lines.claim_line_status
from {{ ref('int_write_offs_dated') }} as lines
inner join {{ ref('fct_claim_lines') }} as claim_lines
    on lines.claim_line_id = claim_lines.claim_line_id
where claim_lines.claim_line_status not in ('not_received', 'received', 'supplemental')
