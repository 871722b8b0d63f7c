insert into service.worklist_outcomes (worklist, item_key, outcome, note, next_action_date, assignee, actor, role)
values (
    %(worklist)s,
    %(item_key)s,
    %(outcome)s,
    %(note)s,
    %(next_action_date)s,
    %(assignee)s,
    %(actor)s,
    %(role)s
)
returning outcome_id, at
