-- Lines of Open Dental's reports that a key figure is proven by.
select
    *,
    report || '.' || policy || '.' || window_start || '.' || window_end as verdict_key
from marts.rpt_reconciliation
where
    split_part(report, '.', 1) = any(%(reports)s)
    or report = any(%(reports)s)
