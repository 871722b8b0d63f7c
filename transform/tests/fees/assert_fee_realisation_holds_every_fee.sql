-- Neither a fee lookup nor a plan may drop or repeat work.
with

report as (

    select
        coalesce(sum(gross_fee_amount), 0) as gross_fee_amount,
        coalesce(sum(procedure_count), 0) as procedure_count
    from {{ ref('rpt_fee_realisation') }}

),

procedures as (

    select
        coalesce(sum(gross_fee_amount), 0) as gross_fee_amount,
        count(*) as procedure_count
    from {{ ref('fct_procedures') }}
    where
        is_complete
        and service_date is not null

)

select
    report.gross_fee_amount as report_amount,
    procedures.gross_fee_amount as procedure_amount
from report
cross join procedures
where
    report.gross_fee_amount <> procedures.gross_fee_amount
    or report.procedure_count <> procedures.procedure_count
