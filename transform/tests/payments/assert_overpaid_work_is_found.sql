-- Work on which more was paid than it costs is in the findings, once.
with

findings as (

    select
        source_key,
        count(*) as row_count
    from {{ ref('rpt_data_quality_findings') }}
    where rule in ('work_paid_too_much', 'credit_on_zero_fee')
    group by source_key

),

settled as (

    select * from {{ ref('int_procedures_settled') }}

)

select
    settled.procedure_id,
    settled.owing_amount,
    findings.row_count
from settled
left join findings
    on settled.procedure_id::text = findings.source_key
where
    settled.owing_amount < 0
    and coalesce(findings.row_count, 0) <> 1
