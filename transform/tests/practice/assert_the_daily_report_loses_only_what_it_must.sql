-- What the daily report leaves out of a day's work is work of nobody, to the cent.
with

daily as (

    select
        report_date,
        sum(production_amount) as production_amount
    from {{ ref('rpt_production_income_daily') }}
    group by report_date

),

everything as (

    select
        report_date,
        sum(production_amount) as production_amount,
        sum(production_amount) filter (where provider_id = 0) as unassigned_amount
    from {{ ref('rpt_production_income') }}
    group by report_date

)

select
    everything.report_date,
    everything.production_amount,
    everything.unassigned_amount,
    daily.production_amount as daily_amount
from everything
left join daily
    on everything.report_date = daily.report_date
where
    everything.production_amount - coalesce(everything.unassigned_amount, 0)
    <> coalesce(daily.production_amount, 0)
