select
    lines.line,
    '' as policy,
    rec.due_date,
    rec.recall_id,
    1 as amount
from marts.fct_recalls as rec
cross join lateral (
    values
    ('on_list', rec.is_on_recall_list),
    ('overdue', rec.is_overdue)
) as lines (line, is_counted)
where lines.is_counted
