select
    min(calendar_date) as first_date,
    max(calendar_date) as last_date,
    count(*) as day_count
from {{ ref('dim_dates') }}
having count(*) <> max(calendar_date) - min(calendar_date) + 1
