-- The days that the figures speak of, told by the synthetic mark.
select
    cast(ValueString as date),
    cast(ValueString as date) - interval 1 year,
    cast(ValueString as date) - interval 2 year
into @today, @year_ago, @start
from preference
where PrefName = 'SyntheticPracticeToday'
