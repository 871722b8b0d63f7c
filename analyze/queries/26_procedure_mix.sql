-- Question 26: Procedure counts and average fee by code, year over year?
-- Answer: code, this year and last year up to the same day: count, fee, average.
-- Caution: The fee is the one charged, whatever schedule was in force.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    codes.procedure_code,
    count(*) filter (where work.service_date > today.today_date - interval '1 year')
        as this_year_count,
    count(*) filter (where work.service_date <= today.today_date - interval '1 year')
        as year_before_count,
    round(avg(work.gross_fee_amount) filter (
        where work.service_date > today.today_date - interval '1 year'
    ), 2) as this_year_average_amount,
    round(avg(work.gross_fee_amount) filter (
        where work.service_date <= today.today_date - interval '1 year'
    ), 2) as year_before_average_amount
from marts.fct_procedures as work
cross join today
inner join marts.dim_procedure_codes as codes
    on work.procedure_code_id = codes.procedure_code_id
where
    work.is_complete
    and work.service_date > today.today_date - interval '2 years'
    and work.service_date <= today.today_date
group by codes.procedure_code
order by this_year_count desc, codes.procedure_code
