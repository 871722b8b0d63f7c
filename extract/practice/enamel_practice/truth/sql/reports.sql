-- The lines of the reports that marts print. Balances are no provider's.
insert into figures
select
    'rpt_production_income',
    line,
    period(day),
    provider_of(provider),
    clinic_of(clinic),
    sum(cents) / 100.0,
    null,
    count(*)
from report_lines
where in_window(day)
group by all;

insert into figures
select
    'rpt_ar_aging',
    lines.variant,
    owed.period_start,
    null,
    clinic_of(owed.clinic),
    sum(lines.cents) / 100.0,
    null,
    count(*)
from owed
cross join lateral (
    values
    ('balance_0_30', owed.bucket_30),
    ('balance_31_60', owed.bucket_60),
    ('balance_61_90', owed.bucket_90),
    ('balance_over_90', owed.bucket_over),
    ('balance_total', owed.balance),
    ('insurance_estimate', owed.estimate),
    ('write_off_estimate', owed.write_off)
) as lines (variant, cents)
group by all;

insert into figures
select
    'rpt_unearned_balances',
    'unearned',
    periods.period_start,
    null,
    clinic_of(unearned.clinic),
    sum(unearned.cents) / 100.0,
    null,
    count(*)
from unearned
inner join periods on unearned.as_of = periods.as_of
where not getvariable('by_provider')
group by all;

-- Of today alone: whether a claim was out on an earlier day is not told.
insert into figures
select
    'rpt_claims_outstanding',
    lines.variant,
    periods.period_start,
    provider_of(claims_out.provider),
    clinic_of(claims_out.clinic),
    sum(lines.amount),
    null,
    count(*)
from claims_out
inner join practice on true
inner join periods on practice.today = periods.as_of
cross join lateral (
    values
    ('claim_fee', claims_out.billed / 100.0),
    ('insurance_estimate', claims_out.estimate / 100.0),
    ('write_off_estimate', claims_out.write_off / 100.0)
) as lines (variant, amount)
group by all
