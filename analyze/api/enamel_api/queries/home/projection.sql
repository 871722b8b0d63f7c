-- Where this month will end for the whole practice.
select
    month_start_date,
    as_of_date,
    made_amount,
    projected_amount,
    low_amount,
    high_amount,
    tested_month_count,
    coverage_rate,
    error_rate,
    has_interval
from marts.rpt_month_projection
where
    is_running
    and projection_scope = 'practice'
