-- Overpaid work is listed exactly where the books say that more was paid than is owed.
with

findings as (

    select count(*) as row_count
    from {{ ref('rpt_money_findings') }}
    where finding = 'work_paid_too_much'

),

settled as (

    select count(*) as row_count
    from {{ ref('int_procedures_settled') }}
    where owing_amount < 0

)

select
    findings.row_count as finding_count,
    settled.row_count as procedure_count
from findings
cross join settled
where findings.row_count <> settled.row_count
