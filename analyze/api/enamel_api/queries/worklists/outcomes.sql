-- The newest outcome of each of these lines, how often somebody logged one, and who has it in hand: whoever
-- was named last.
with

logged as (

    select
        outcome_id,
        item_key,
        outcome,
        note,
        next_action_date,
        at,
        actor,
        count(*) over (partition by item_key) as outcome_count,
        first_value(assignee) over (
            partition by item_key
            order by assignee is null, outcome_id desc
        ) as assignee
    from service.worklist_outcomes
    where
        worklist = %(worklist)s
        and item_key = any(%(items)s)

)

select distinct on (item_key)
    item_key,
    outcome as last_outcome,
    note as last_note,
    next_action_date,
    at as last_outcome_at,
    actor as last_outcome_by,
    outcome_count,
    assignee
from logged
order by
    item_key,
    outcome_id desc
