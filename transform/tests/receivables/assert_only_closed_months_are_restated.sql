-- A month that is still open cannot be restated.
with

restatements as (

    select * from {{ ref('rpt_restatements') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

)

select
    restatements.month_start_date,
    restatements.line_type
from restatements
cross join settings
where restatements.month_closed_date >= settings.today_date
