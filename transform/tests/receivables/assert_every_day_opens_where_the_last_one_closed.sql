-- AR(t) = AR(t-1) + charges - credits, per family, every day.
with

movement as (

    select * from {{ ref('rpt_ar_movement') }}

),

followed as (

    select
        guarantor_id,
        report_date,
        opening_balance_amount,
        charged_amount,
        credited_amount,
        closing_balance_amount,
        lag(closing_balance_amount, 1, 0::numeric) over (
            partition by guarantor_id
            order by report_date
        ) as previous_balance_amount
    from movement

)

select *
from followed
where
    opening_balance_amount <> previous_balance_amount
    or closing_balance_amount <> opening_balance_amount + charged_amount + credited_amount
