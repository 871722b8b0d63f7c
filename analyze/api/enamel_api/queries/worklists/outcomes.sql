-- The newest outcome of each of these lines.
select distinct on (item)
    item,
    outcome as last_outcome,
    next_action_date,
    at as last_outcome_at
from service.worklist_outcomes
where
    worklist = %(worklist)s
    and item = any(%(items)s)
order by
    item,
    outcome_id desc
