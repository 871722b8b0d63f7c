-- Question 13: Case acceptance by provider and presenter, in dollars and patients?
-- Answer: provider or presenting user, presented, accepted, rates in money and patients, 90 days, final months of a year.
-- Caution: Presenters are those of saved plans and follow Open Dental's report: accepted there is scheduled or completed at any time.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    'provider ' || acceptance.provider_id as who,
    sum(acceptance.presented_amount) as presented_amount,
    sum(acceptance.accepted_amount) as accepted_amount,
    round(sum(acceptance.accepted_amount) / nullif(sum(acceptance.presented_amount), 0), 4)
        as accepted_amount_rate,
    round(
        sum(acceptance.accepted_patient_count)::numeric
        / nullif(sum(acceptance.presented_patient_count), 0), 4
    ) as accepted_patient_rate
from marts.rpt_case_acceptance as acceptance
cross join today
where
    acceptance.horizon_days = 90
    and acceptance.is_final
    and acceptance.month_start_date > today.today_date - interval '15 months'
group by acceptance.provider_id
union all
select
    'presenter ' || presentations.presenter_user_id,
    sum(presentations.presented_gross_amount),
    sum(presentations.scheduled_gross_amount + presentations.completed_gross_amount),
    round(
        sum(presentations.scheduled_gross_amount + presentations.completed_gross_amount)
        / nullif(sum(presentations.presented_gross_amount), 0), 4
    ),
    null
from marts.rpt_treatment_presentations as presentations
cross join today
where
    presentations.presentation = 'first'
    and presentations.month_start_date > today.today_date - interval '15 months'
group by presentations.presenter_user_id
order by who
