-- 0001-01-01 puts money into no report, here as in Open Dental. Shown, because somebody should
-- correct the row; not a failure, because both sides agree.
{{ config(severity='warn') }}

select *
from {{ ref('int_production_income_unioned') }}
where
    report_date is null
    and line_amount <> 0
