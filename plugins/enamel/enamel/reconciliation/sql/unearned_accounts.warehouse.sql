select
    'accounts' as line,
    '' as policy,
    as_of_date,
    guarantor_id,
    unearned_amount
from marts.rpt_unearned_balances
where is_today

union all

select 'net_unearned', '', %(today)s::date, patient_id, unearned_amount
from marts.rpt_unearned_by_patient
where is_net_unearned

union all

select 'allocatable_unearned', '', %(today)s::date, guarantor_id, max(family_unearned_amount)
from marts.rpt_unearned_by_patient
where is_allocatable
group by guarantor_id

union all

select 'allocatable_owing', '', %(today)s::date, guarantor_id, max(allocatable_owing_amount)
from marts.rpt_unearned_by_patient
where is_allocatable
group by guarantor_id
