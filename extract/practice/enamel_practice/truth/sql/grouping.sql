-- How figures are cut: variables `from_day`, `to_day`, `grain` (month, day or window), `by_provider`
-- and `by_clinic`. Not cut by provider or clinic, the column is null.
create or replace macro period(day) as
    case getvariable('grain')
        when 'month' then date_trunc('month', day)::date
        when 'day' then day
        else getvariable('from_day')
    end;

create or replace macro provider_of(provider) as
    case when getvariable('by_provider') then provider end;

create or replace macro clinic_of(clinic) as case when getvariable('by_clinic') then clinic end;

create or replace macro in_window(day) as
    day between getvariable('from_day') and getvariable('to_day');

-- Balances stand at the end of each period, or today if it has not ended.
create or replace view periods as
with days as (

    select unnest(
        generate_series(
            getvariable('from_day'),
            least(getvariable('to_day'), practice.today),
            interval 1 day
        )
    )::date as day
    from practice

)

select
    period(day) as period_start,
    max(day) as as_of
from days
group by period(day);

create or replace view as_of_days as
select
    periods.as_of as day,
    periods.as_of = practice.today as is_today
from periods
cross join practice;

create or replace table figures (
    kpi_id varchar,
    variant varchar,
    period_start date,
    provider_id bigint,
    clinic_id bigint,
    numerator decimal(18, 4),
    denominator decimal(18, 4),
    n_rows bigint
)
