-- Every report of Open Dental that was computed again: lines and windows compared, and how many differ.
select
    split_part(report, '.', 1) as report_name,
    count(*) as checked_count,
    count(*) filter (where difference <> 0) as different_count,
    sum(abs(difference)) as difference_amount,
    min(window_start) as first_window_date,
    max(window_end) as last_window_date,
    max(checked_at) as checked_at
from marts.rpt_reconciliation
group by split_part(report, '.', 1)
