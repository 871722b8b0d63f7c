with

families as (

    select
        guarantor_id,
        sum(unearned_amount) as unearned_amount
    from {{ ref('rpt_unearned_by_patient') }}
    group by guarantor_id
    having sum(unearned_amount) <> 0

),

accounts as (

    select * from {{ ref('rpt_unearned_balances') }}
    where is_today

)

select coalesce(families.guarantor_id, accounts.guarantor_id) as guarantor_id
from families
full outer join accounts
    on families.guarantor_id = accounts.guarantor_id
where families.unearned_amount is distinct from accounts.unearned_amount
