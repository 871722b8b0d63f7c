-- C: what is owed, at the end of each period or today, under the practice's own pay plan version.
insert into figures
select
    'ar_total', lines.variant, owed.period_start, null, clinic_of(owed.clinic),
    sum(lines.cents) / 100.0, null, count(*)
from owed
cross join lateral (
    values
    ('positive', greatest(owed.balance, 0)),
    ('credit', least(owed.balance, 0)),
    ('net', owed.balance)
) as lines (variant, cents)
where lines.cents <> 0
group by all;

insert into figures
select
    'ar_aging', lines.variant, owed.period_start, null, clinic_of(owed.clinic),
    sum(lines.cents) / 100.0, null, count(*)
from owed
cross join lateral (
    values
    ('0_30', owed.bucket_30),
    ('31_60', owed.bucket_60),
    ('61_90', owed.bucket_90),
    ('over_90', owed.bucket_over)
) as lines (variant, cents)
where lines.cents <> 0
group by all;

insert into figures
select
    'patient_portion_ar', 'net', period_start, null, clinic_of(clinic),
    sum(balance - estimate - write_off) / 100.0, null, count(*)
from owed
group by all;

-- Days of net production that are owed; production of a clinic is its own, debts are the payer's.
insert into figures
with made as (

    select
        periods.period_start,
        policies.policy,
        clinic_of(report_lines.clinic) as clinic,
        sum(report_lines.cents) as cents
    from periods
    inner join report_lines
        on report_lines.day > periods.as_of - 90 and report_lines.day <= periods.as_of
    cross join (values ('pay_date'), ('procedure_date'), ('claim_date')) as policies (policy)
    where report_lines.line in ('production', 'adjustment', 'write_off_' || policies.policy)
    group by all

),

debts as (

    select
        period_start,
        clinic_of(clinic) as clinic,
        sum(greatest(balance, 0)) as cents,
        count(*) filter (balance > 0) as families
    from owed
    group by all

)

select
    'days_in_ar', parts.policy, parts.period_start, null, parts.clinic, sum(parts.owed) / 100.0,
    sum(parts.made) / 9000.0, sum(parts.families)
from (
    select policy, period_start, clinic, 0 as owed, cents as made, 0 as families from made
    union all
    select policies.policy, debts.period_start, debts.clinic, debts.cents, 0, debts.families
    from debts
    cross join (values ('pay_date'), ('procedure_date'), ('claim_date')) as policies (policy)
) as parts
where not getvariable('by_provider')
group by all;

-- Of today alone: claims out, what they should bring, by their age since they were first sent.
insert into figures
select
    'insurance_ar', lines.variant, periods.period_start, provider_of(claims_out.provider),
    clinic_of(claims_out.clinic), sum(lines.amount), null, count(*)
from claims_out
cross join practice
inner join periods on practice.today = periods.as_of
cross join lateral (
    values
    ('claims', 1.0),
    ('estimate', claims_out.estimate / 100.0),
    (
        'estimate_over_30',
        case when practice.today - claims_out.since > 30 then claims_out.estimate / 100.0 end
    ),
    (
        'estimate_over_90',
        case when practice.today - claims_out.since > 90 then claims_out.estimate / 100.0 end
    )
) as lines (variant, amount)
where lines.amount is not null
group by all;

insert into figures
with due as (

    select
        periods.period_start,
        parts.family,
        sum(parts.cents) as cents
    from periods
    inner join (
        select plan.family, instalment.day, instalment.principal + instalment.interest as cents
        from instalment
        inner join plan on instalment.plan = plan.key
        where instalment.kind = 0 and plan.insurance_plan = 0 and not plan.is_closed
        union all
        select plan.family, split.day, -split.cents
        from split
        inner join plan on split.plan = plan.key
        where plan.insurance_plan = 0 and not plan.is_closed
    ) as parts on parts.day <= periods.as_of
    group by periods.period_start, parts.family

)

select
    'payment_plan_due', 'open_plans', due.period_start, null, clinic_of(head.clinic),
    sum(due.cents) / 100.0, null, count(*)
from due
left join person as head on due.family = head.key
where not getvariable('by_provider')
group by all;

-- A bill works if cash comes from the family within thirty days after it, not on its own day.
insert into figures
with cash as (

    select person.family, split.day, sum(split.cents) as cents
    from split
    inner join payment on split.payment = payment.key and payment.method <> ''
    inner join person on split.person = person.key
    group by person.family, split.day

),

bills as (

    select
        statement.key,
        statement.day,
        statement.mode,
        head.clinic,
        coalesce(sum(cash.cents), 0) as cents
    from statement
    inner join person as head on statement.person = head.key
    left join cash
        on head.family = cash.family
        and cash.day > statement.day
        and cash.day <= statement.day + 30
    where statement.balance - statement.waiting > 0
    group by all

)

select
    'statement_effectiveness', 'mode_' || mode, period(day), null, clinic_of(clinic),
    count(*) filter (cents > 0), count(*), count(*)
from bills
where in_window(day) and not getvariable('by_provider')
group by all;

-- Of today alone: what was done and never billed, claims not sent, payments on no check.
insert into figures
select
    'unbilled_leakage', parts.variant, periods.period_start, provider_of(parts.provider),
    clinic_of(parts.clinic), sum(parts.cents) / 100.0, null, count(*)
from (
    select 'claims_not_sent' as variant, provider, clinic, billed as cents
    from claim
    where state in ('U', 'H', 'I', 'W')
    union all
    select 'procedures_not_billed', work.provider, work.clinic, work.cents
    from work
    where
        work.state = 2 and work.cents > 0
        and exists (
            select 1 from line
            where line.work = work.key and line.state = 6 and not line.no_bill
        )
    union all
    select 'payments_not_finalized', provider, clinic, paid
    from line
    where state in (1, 4, 5) and paid <> 0 and "check" = 0 and not is_transfer
) as parts
cross join practice
inner join periods on practice.today = periods.as_of
group by all
