-- B: collections.
insert into figures
select
    'patient_collections', case line when 'patient_income' then 'earned' else 'unearned' end,
    period(day), provider_of(provider), clinic_of(clinic), sum(cents) / 100.0, null, count(*)
from report_lines
where in_window(day) and line in ('patient_income', 'unearned_income')
group by all;

insert into figures
select
    'insurance_collections', 'check_date', period(bank_check.day), provider_of(line.provider),
    clinic_of(line.clinic), sum(line.paid) / 100.0, null, count(*)
from line
inner join "check" as bank_check on line."check" = bank_check.key
where line.state in (1, 4) and in_window(bank_check.day)
group by all;

insert into figures
select
    'insurance_collections', 'posted', period(paid_day), provider_of(provider), clinic_of(clinic),
    sum(paid) / 100.0, null, count(*)
from line
where state in (1, 4) and in_window(paid_day)
group by all;

create or replace view collected as
select 'earned' as variant, day, provider, clinic, cents
from report_lines
where line = 'patient_income'
union all
select 'with_unearned', day, provider, clinic, cents
from report_lines
where line in ('patient_income', 'unearned_income')
union all
select variants.variant, bank_check.day, line.provider, line.clinic, line.paid
from line
inner join "check" as bank_check on line."check" = bank_check.key
cross join (values ('earned'), ('with_unearned')) as variants (variant)
where line.state in (1, 4);

insert into figures
select
    'total_collections', variant, period(day), provider_of(provider), clinic_of(clinic),
    sum(cents) / 100.0, null, count(*)
from collected
where in_window(day)
group by all;

insert into figures
select
    'collection_pct_gross', 'earned', period(day), provider_of(provider), clinic_of(clinic),
    sum(taken) / 100.0, sum(made) / 100.0, count(*)
from (
    select day, provider, clinic, cents as taken, 0 as made from collected
    where variant = 'earned'
    union all
    select day, provider, clinic, 0, cents from done
)
where in_window(day)
group by all;

insert into figures
select
    'collection_pct_net', policies.policy, period(day), provider_of(provider), clinic_of(clinic),
    sum(taken) / 100.0, sum(made) / 100.0, count(*)
from (
    select 'taken' as line, day, provider, clinic, cents as taken, 0 as made from collected
    where variant = 'earned'
    union all
    select line, day, provider, clinic, 0, cents from report_lines
)
cross join (values ('pay_date'), ('procedure_date'), ('claim_date')) as policies (policy)
where
    in_window(day)
    and line in ('taken', 'production', 'adjustment', 'write_off_' || policies.policy)
group by all;

-- Of the work of a period: what came in for it so far, of what it was worth.
insert into figures
with money as (

    select work, sum(cents) as cents
    from (
        select work, cents from split where work <> 0 and unearned = ''
        union all
        select work, paid from line where work <> 0 and state in (1, 4, 5, 7)
    )
    group by work

),

changes as (

    select work, sum(cents) as cents
    from (
        select work, cents from adjustment where work <> 0
        union all
        select work, -write_off from line where work <> 0 and state in (1, 4, 5, 7)
    )
    group by work

)

select
    'collection_cohort_pct', 'to_date', period(work.day), provider_of(work.provider),
    clinic_of(work.clinic), sum(coalesce(money.cents, 0)) / 100.0,
    sum(work.cents + coalesce(changes.cents, 0)) / 100.0, count(*)
from work
left join money on work.key = money.work
left join changes on work.key = changes.work
where work.state = 2 and in_window(work.day)
group by all;

insert into figures
select
    'unearned_balance', 'open', periods.period_start, null, clinic_of(unearned.clinic),
    sum(unearned.cents) / 100.0, null, count(*)
from periods
inner join unearned on periods.as_of = unearned.as_of
where not getvariable('by_provider')
group by all;

insert into figures
select
    'payment_mix', case when method = '' then 'transfer' else method end, period(day), null,
    clinic_of(clinic), sum(cents) / 100.0, null, count(*)
from payment
where in_window(day) and not getvariable('by_provider')
group by all;

-- Checks that lie in no deposit two days after they came.
insert into figures
select
    'deposit_reconciliation', 'checks_not_deposited', period(payment.day), null,
    clinic_of(payment.clinic), sum(payment.cents) / 100.0, null, count(*)
from payment
cross join practice
where
    payment.method = 'pay_check' and payment.deposit = 0 and payment.day < practice.today - 2
    and in_window(payment.day) and not getvariable('by_provider')
group by all;

insert into figures
select
    'bad_debt_rate', policies.policy, period(day), provider_of(provider), clinic_of(clinic),
    -sum(lost) / 100.0, sum(made) / 100.0, count(*) filter (lost <> 0)
from (
    select 'lost' as line, day, provider, clinic, cents as lost, 0 as made from adjustment
    where slug = 'adj_bad_debt'
    union all
    select line, day, provider, clinic, 0, cents from report_lines
)
cross join (values ('pay_date'), ('procedure_date'), ('claim_date')) as policies (policy)
where
    in_window(day)
    and line in ('lost', 'production', 'adjustment', 'write_off_' || policies.policy)
group by all;

insert into figures
select
    'unallocated_and_overpaid', 'credit_balances', period_start, null, clinic_of(clinic),
    sum(balance) / 100.0, null, count(*)
from owed
where balance < 0
group by all;

-- Work that more was paid and written off on than it cost, as it stands today.
insert into figures
with parts as (

    select key as work, fee as cents from done
    union all
    select work, cents from adjustment where work <> 0
    union all
    select work, -paid - write_off from line where work <> 0 and state in (1, 4, 5, 7)
    union all
    select work, -cents from split where work <> 0 and unearned = ''

),

left_over as (

    select work, sum(cents) as cents
    from parts
    group by work

)

select
    'unallocated_and_overpaid', 'overpaid_work', period(done.day), provider_of(done.provider),
    clinic_of(done.clinic), sum(left_over.cents) / 100.0, null, count(*)
from done
inner join left_over on done.key = left_over.work
where left_over.cents < 0 and in_window(done.day)
group by all
