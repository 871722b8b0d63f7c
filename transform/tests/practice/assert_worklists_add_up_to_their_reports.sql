-- A list that is one report with words must hold all of its items and all of its money.
with

lists as (

    select * from {{ ref('rpt_worklist_items') }}

),

unscheduled as (

    select * from {{ ref('rpt_unscheduled_treatment') }}

),

outstanding as (

    select * from {{ ref('rpt_claims_outstanding') }}

),

not_sent as (

    select * from {{ ref('rpt_claims_not_sent') }}

),

not_billed as (

    select * from {{ ref('rpt_procedures_not_billed') }}

),

not_finalized as (

    select * from {{ ref('rpt_insurance_payments_not_finalized') }}

),

reports as (

    select
        'unscheduled_treatment' as worklist,
        count(*) as item_count,
        sum(unscheduled_amount) as amount
    from unscheduled
    where unscheduled_procedure_count > 0
    union all
    select
        'outstanding_claims' as worklist,
        count(*) as item_count,
        sum(insurance_estimate_amount) as amount
    from outstanding
    union all
    select
        'unbilled_unsent' as worklist,
        count(*) as item_count,
        sum(amount) as amount
    from (
        select claim_fee_amount as amount from not_sent
        union all
        select gross_fee_amount as amount from not_billed
    ) as both_reports
    union all
    select
        'unfinalized_payments' as worklist,
        count(*) as item_count,
        sum(open_amount) as amount
    from not_finalized

),

listed as (

    select
        worklist,
        count(*) as item_count,
        sum(worklist_amount) as amount
    from lists
    group by worklist

)

select
    reports.worklist,
    reports.item_count as report_item_count,
    listed.item_count,
    reports.amount as report_amount,
    listed.amount
from reports
left join listed
    on reports.worklist = listed.worklist
where
    reports.item_count <> coalesce(listed.item_count, 0)
    or coalesce(reports.amount, 0) <> coalesce(listed.amount, 0)
