-- The days receivables are computed for: the practice's today and every month-end since the first
-- entry. `dbt build --vars 'as_of_every_day: true'` takes every day instead; for small practices.
with

ledger_entries as (

    select * from {{ ref('int_ledger_entries_unioned') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

-- Entries without a date do not open the calendar.
span as (

    select
        settings.today_date,
        max(ledger_entries._loaded_at) as _loaded_at,
        least(
            coalesce(min(ledger_entries.ledger_date), settings.today_date),
            settings.today_date
        ) as first_date
    from settings
    left join ledger_entries
        on ledger_entries.ledger_date >= '1880-01-01'::date
    group by settings.today_date

),

days as (

    select
        today_date,
        _loaded_at,
        generate_series(
            first_date::timestamp, today_date::timestamp, interval '1 day'
        )::date as day_date
    from span

),

final as (

    select
        day_date as as_of_date,
        day_date = today_date as is_today,
        _loaded_at
    from days
    where
        day_date = today_date
        or day_date = (date_trunc('month', day_date) + interval '1 month - 1 day')::date
        or {{ var('as_of_every_day', false) }}

)

select * from final
