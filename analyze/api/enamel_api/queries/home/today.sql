-- The practice's own today.
select calendar_date as today_date
from marts.dim_dates
where is_today
