-- The newest outcome of each of these lines.
select distinct on (item_key)
    item_key,
    outcome as last_outcome,
    next_action_date,
    at as last_outcome_at
from service.worklist_outcomes
where
    worklist = %(worklist)s
    and item_key = any(%(items)s)
order by
    item_key,
    outcome_id desc
