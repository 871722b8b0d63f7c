-- What the newest check says about reports, or about single lines of them.
select
    count(*) as checked_count,
    count(*) filter (where difference <> 0) as different_count,
    max(checked_at) as checked_at
from marts.rpt_reconciliation
where
    split_part(report, '.', 1) = any(%(reports)s)
    or report = any(%(reports)s)
