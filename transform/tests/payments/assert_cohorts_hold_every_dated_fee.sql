-- The fees of all cohorts are the fees of all completed work with a date.
with

cohorts as (

    select coalesce(sum(gross_fee_amount), 0) as gross_fee_amount
    from {{ ref('rpt_collection_cohorts') }}
    where within_days = 30

),

procedures as (

    select coalesce(sum(gross_fee_amount), 0) as gross_fee_amount
    from {{ ref('fct_procedures') }}
    where
        is_complete
        and service_date is not null

)

select
    cohorts.gross_fee_amount as cohort_amount,
    procedures.gross_fee_amount as procedure_amount
from cohorts
cross join procedures
where cohorts.gross_fee_amount <> procedures.gross_fee_amount
