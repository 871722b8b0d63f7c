-- Closed months: each line as it was first seen closed, and as it is now. Without `changed`, all.
select *
from marts.rpt_restatements
where
    (%(from_date)s::date is null or month_start_date >= date_trunc('month', %(from_date)s::date))
    and (%(to_date)s::date is null or month_start_date <= %(to_date)s)
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (not %(is_changed)s::boolean or is_restated or entered_late_count > 0 or edited_late_count > 0)
