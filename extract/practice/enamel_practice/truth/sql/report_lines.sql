-- The lines of the production and income report, monthly and annual rules, all three ways to date
-- a write-off side by side. Amounts in cents.
create or replace view report_lines as
with capitation as (

    select
        work,
        sum(write_off) as write_off
    from line
    where state = 7 and work <> 0
    group by work

),

-- Under the claim date policy a line counts twice: what was expected on the day of its snapshot,
-- and what turned out otherwise on the day it was paid.
estimated as (

    select
        line.*,
        snapshot.day as snapshot_day,
        greatest(coalesce(snapshot.write_off, 0), 0) as expected
    from line
    left join snapshot on line.key = snapshot.line

)

select
    'production' as line,
    work.key,
    work.day,
    work.provider,
    work.clinic,
    work.cents - coalesce(capitation.write_off, 0) as cents
from work
left join capitation on work.key = capitation.work
where work.state = 2

union all

select 'adjustment', key, day, provider, clinic, cents
from adjustment

union all

select 'write_off_pay_date', key, paid_day, provider, clinic, -write_off
from line
where state in (1, 4)

union all

select 'write_off_procedure_date', key, day, provider, clinic, -write_off
from line
where state in (0, 1, 4)

union all

select 'write_off_claim_date', key, snapshot_day, provider, clinic, -expected
from estimated
where state in (0, 1, 4) and snapshot_day is not null

union all

select 'write_off_claim_date', key, paid_day, provider, clinic, expected - write_off
from estimated
where state in (1, 4)

union all

select 'patient_income', key, day, provider, clinic, cents
from split
where unearned = '' and not is_discount

union all

select 'unearned_income', key, day, provider, clinic, cents
from split
where unearned = 'open' and not is_discount

union all

-- Being attached to a check makes it income, and the check's day dates it.
select 'insurance_income', line.key, bank_check.day, line.provider, line.clinic, line.paid
from line
inner join "check" as bank_check on line."check" = bank_check.key
