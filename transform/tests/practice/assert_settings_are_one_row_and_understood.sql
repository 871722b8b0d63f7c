-- A code Open Dental added or a second row would make reports of the wrong kind, not fail.
select
    max(write_off_policy_code) as write_off_policy_code,
    max(pay_plan_version) as pay_plan_version,
    count(*) as settings_count
from {{ ref('int_practice_settings') }}
having
    count(*) <> 1
    or max(write_off_policy_code) not between 0 and 2
    or max(pay_plan_version) not between 1 and 4
    or max(today_date) is null
