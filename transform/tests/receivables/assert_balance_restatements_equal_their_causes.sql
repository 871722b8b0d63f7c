-- What a family's balance at the end of a closed month differs by is, to the cent, what its lines
-- differ by, at the same clinic.
with

traced as (

    select * from {{ ref('int_balance_restatements_traced') }}

),

causes as (

    select
        as_of_date,
        guarantor_id,
        clinic_id,
        sum(difference_amount) as difference_amount
    from {{ ref('rpt_balance_restatement_causes') }}
    group by as_of_date, guarantor_id, clinic_id

)

select
    coalesce(traced.as_of_date, causes.as_of_date) as as_of_date,
    coalesce(traced.guarantor_id, causes.guarantor_id) as guarantor_id,
    traced.difference_amount,
    causes.difference_amount as causes_difference_amount
from traced
full outer join causes
    on
        traced.as_of_date = causes.as_of_date
        and traced.guarantor_id = causes.guarantor_id
        and coalesce(traced.clinic_id, 0) = causes.clinic_id
where coalesce(traced.difference_amount, 0) <> coalesce(causes.difference_amount, 0)
