-- A plan's line is on a claim or waits to be billed; one line is never both.
with

unbilled as (

    select * from {{ ref('rpt_procedures_not_billed') }}

),

claim_lines as (

    select * from {{ ref('fct_claim_lines') }}

)

select claim_lines.claim_line_id
from claim_lines
inner join unbilled
    on claim_lines.procedure_id = unbilled.procedure_id
where
    claim_lines.claim_line_status_code = 6
    and claim_lines.claim_id is not null
