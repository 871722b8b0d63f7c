select
    lines.line,
    '' as policy,
    rpt.month_start_date,
    sum(lines.amount) as amount
from marts.rpt_hygiene as rpt
cross join lateral (
    values
    ('hygiene_visits', rpt.hygiene_visit_count),
    ('reappointed', rpt.reappointed_on_the_book_count)
) as lines (line, amount)
group by lines.line, rpt.month_start_date
