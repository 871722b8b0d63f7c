-- Whether a day has come, by the practice's own today.
select %(day)s::date <= calendar_date as has_come
from marts.dim_dates
where is_today
