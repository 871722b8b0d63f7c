-- Everything that was logged of one line, the newest first.
select
    outcome_id,
    outcome,
    note,
    next_action_date,
    assignee,
    actor,
    at
from service.worklist_outcomes
where
    worklist = %(worklist)s
    and item_key = %(item_key)s
order by outcome_id desc
limit 100
