-- Question 28: Perio percentage and overdue perio maintenance?
-- Answer: month, hygiene visits, perio visits, share; then patients overdue by type of recall, gum maintenance among them.
-- Caution: Visits, not quadrants; the type of a recall is named as the office named it.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    'month ' || hygiene.month_start_date as what,
    sum(hygiene.hygiene_visit_count) as hygiene_visit_count,
    sum(hygiene.perio_visit_count) as perio_visit_count,
    round(sum(hygiene.perio_visit_count)::numeric / nullif(sum(hygiene.hygiene_visit_count), 0), 4)
        as perio_rate,
    null::bigint as overdue_patient_count
from marts.rpt_hygiene as hygiene
cross join today
where hygiene.month_start_date > today.today_date - interval '12 months'
group by hygiene.month_start_date
union all
select 'overdue: ' || recalls.recall_type_name, null, null, null, count(distinct recalls.patient_id)
from marts.fct_recalls as recalls
where recalls.is_overdue
group by recalls.recall_type_name
order by what
