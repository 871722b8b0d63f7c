-- The auditor reads no calendar: without `from`, everything up to `to`.
select *
from marts.rpt_user_activity
where
    (%(from_date)s::date is null or report_date >= %(from_date)s)
    and (%(to_date)s::date is null or report_date <= %(to_date)s)
    and (not %(is_unusual)s::boolean or is_unusual_volume)
