-- Question 3: Production and income by provider for a period, net of write-offs and adjustments?
-- Answer: provider, production, adjustments, write-offs by date of service, net production, income; the twelve months up to today.
-- Caution: Write-offs by date of service contain estimates; pay_date and claim_date are columns beside it and must not be added.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    providers.provider_abbreviation,
    sum(income.production_amount) as production_amount,
    sum(income.adjustment_amount) as adjustment_amount,
    sum(income.write_off_procedure_date_amount) as write_off_amount,
    sum(
        income.production_amount
        + income.adjustment_amount
        + income.write_off_procedure_date_amount
    ) as net_production_amount,
    sum(income.patient_income_amount + income.insurance_income_amount) as income_amount
from marts.rpt_production_income as income
cross join today
left join marts.dim_providers as providers on income.provider_id = providers.provider_id
where
    income.report_date > today.today_date - interval '12 months'
    and income.report_date <= today.today_date
group by providers.provider_abbreviation
order by net_production_amount desc
