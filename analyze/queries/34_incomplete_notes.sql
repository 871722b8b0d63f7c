-- Question 34: Unsigned or incomplete notes?
-- Answer: month, provider, completed procedures, those without a note.
-- Caution: Whether a note is signed or finished is not known: notes and signatures never leave Open Dental.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    kpi.period_start as month_start_date,
    kpi.variant,
    sum(kpi.denominator) as procedure_count,
    sum(kpi.numerator) as without_note_count,
    round(sum(kpi.numerator) / nullif(sum(kpi.denominator), 0), 4) as without_note_rate
from marts.rpt_kpi_values as kpi
cross join today
where
    kpi.kpi_id = 'incomplete_notes_pct'
    and kpi.period_grain = 'month'
    and kpi.period_start > today.today_date - interval '12 months'
group by kpi.period_start, kpi.variant
order by kpi.period_start desc
