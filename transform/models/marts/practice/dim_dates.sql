-- From the year of the first dated work or money to the end of the year after next. No date floor
-- but Open Dental's own (years before 1880 mean none): a typing error like 1902 makes a long table
-- and a visible one.
with

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

splits as (

    select * from {{ ref('stg_opendental__paysplit') }}

),

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

schedules as (

    select * from {{ ref('stg_opendental__schedule') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

observed as (

    select service_date as first_date from procedures
    union all
    select payment_date as first_date from splits
    union all
    select scheduled_at::date as first_date from appointments

),

earliest as (

    select min(first_date) as first_date
    from observed
    where first_date >= '1880-01-01'

),

span as (

    select
        settings.today_date,
        settings._loaded_at,
        date_trunc('year', least(earliest.first_date, settings.today_date)) as from_at,
        date_trunc('year', settings.today_date) + interval '3 years - 1 day' as to_at
    from settings
    cross join earliest

),

days as (

    select
        span.today_date,
        span._loaded_at,
        generate_series(span.from_at, span.to_at, interval '1 day')::date as calendar_date
    from span

),

-- Open Dental marks a holiday of the whole practice on a schedule row without a clinic.
holidays as (

    select distinct schedule_date
    from schedules
    where
        schedule_type_code = 0
        and schedule_status_code = 2
        and clinic_id is null

),

provider_days as (

    select distinct schedule_date
    from schedules
    where
        schedule_type_code = 1
        and schedule_status_code = 0

),

final as (

    select
        days.calendar_date,
        extract(year from days.calendar_date)::integer as calendar_year,
        extract(quarter from days.calendar_date)::integer as calendar_quarter,
        extract(month from days.calendar_date)::integer as calendar_month,
        extract(isodow from days.calendar_date)::integer as weekday_number,
        trim(to_char(days.calendar_date, 'day')) as weekday_name,
        days.calendar_date - days.today_date as days_from_today_count,
        extract(isodow from days.calendar_date) in (6, 7) as is_weekend,
        holidays.schedule_date is not null as is_holiday,
        provider_days.schedule_date is not null as has_provider_hours,
        provider_days.schedule_date is not null
        and holidays.schedule_date is null as is_working_day,
        days.calendar_date = days.today_date as is_today,
        date_trunc('week', days.calendar_date)::date as week_start_date,
        date_trunc('month', days.calendar_date)::date as month_start_date,
        (date_trunc('month', days.calendar_date) + interval '1 month - 1 day')::date
            as month_end_date,
        date_trunc('quarter', days.calendar_date)::date as quarter_start_date,
        date_trunc('year', days.calendar_date)::date as year_start_date,
        days._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from days
    left join holidays
        on days.calendar_date = holidays.schedule_date
    left join provider_days
        on days.calendar_date = provider_days.schedule_date

)

select * from final
