-- Question 35: Audit trail for a user, a patient or a period?
-- Answer: when, user, act, category, patient; the last seven days, money and disclosures first.
-- Caution: An office can purge its log; add a user_id or patient_id to the where.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    events.logged_at,
    events.user_id,
    events.permission,
    events.audit_category,
    events.patient_id,
    events.is_after_hours,
    events.is_edit_after_month_end
from marts.fct_audit_events as events
cross join today
where events.log_date > today.today_date - 7
order by events.audit_category in ('money', 'disclosure') desc, events.logged_at desc
limit 500
