-- What is summed for reading is the report, less transfers, by day and payer.
with

report as (

    select
        report_date,
        payer,
        sum(payment_amount) as payment_amount,
        sum(line_count) as line_count
    from {{ ref('rpt_daily_payments') }}
    where not is_income_transfer
    group by
        report_date,
        payer

),

received as (

    select
        report_date,
        payer,
        sum(payment_amount) as payment_amount,
        sum(line_count) as line_count
    from {{ ref('rpt_payments_received') }}
    group by
        report_date,
        payer

)

select
    coalesce(report.report_date, received.report_date) as report_date,
    coalesce(report.payer, received.payer) as payer
from report
full join received
    on
        report.report_date = received.report_date
        and report.payer = received.payer
where
    report.payment_amount is distinct from received.payment_amount
    or report.line_count is distinct from received.line_count
