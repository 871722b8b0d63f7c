-- After its last day of movement every family stands where aging says it stands today, without what
-- lies ahead. Aging by procedure dates lines anew and changes no total.
with

movement as (

    select distinct on (guarantor_id)
        guarantor_id,
        closing_balance_amount
    from {{ ref('rpt_ar_movement') }}
    order by
        guarantor_id,
        report_date desc

),

aging as (

    select * from {{ ref('rpt_ar_aging_by_pay_plan_version') }}
    where
        is_today
        and is_own_version

)

select coalesce(movement.guarantor_id, aging.guarantor_id) as guarantor_id
from movement
full outer join aging
    on movement.guarantor_id = aging.guarantor_id
where
    coalesce(movement.closing_balance_amount, 0)
    <> coalesce(aging.balance_total_amount - aging.future_amount, 0)
