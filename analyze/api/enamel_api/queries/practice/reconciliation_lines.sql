-- Open Dental's figures beside ours, line by line, of one report or of all; only what differs if asked.
select
    *,
    report || '.' || policy || '.' || window_start || '.' || window_end as verdict_key
from marts.rpt_reconciliation
where
    (%(report)s::text is null or split_part(report, '.', 1) = %(report)s)
    and (not %(is_different)s::boolean or difference <> 0)
