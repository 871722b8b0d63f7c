-- What a closed month differs by is, to the cent, what its changed rows differ by.
with

restatements as (

    select * from {{ ref('rpt_restatements') }}

),

causes as (

    select
        month_start_date,
        clinic_id,
        line_type,
        sum(difference_amount) as difference_amount
    from {{ ref('rpt_restatement_causes') }}
    group by month_start_date, clinic_id, line_type

)

select
    restatements.month_start_date,
    restatements.clinic_id,
    restatements.line_type,
    restatements.difference_amount,
    causes.difference_amount as causes_difference_amount
from restatements
left join causes
    on
        restatements.month_start_date = causes.month_start_date
        and restatements.clinic_id = causes.clinic_id
        and restatements.line_type = causes.line_type
where
    restatements.difference_amount <> coalesce(causes.difference_amount, 0)
    or restatements.current_amount - restatements.frozen_amount <> restatements.difference_amount
