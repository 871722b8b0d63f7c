-- Whose work the balances of today are of. A family with lines at two clinics is one family over
-- all clinics, so those rows are counted and not summed.
with

ledger_entries as (

    select * from {{ ref('fct_ledger_entries') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

counted as (

    select ledger_entries.*
    from ledger_entries
    cross join settings
    where
        ledger_entries.is_counted
        and ledger_entries.ledger_date <= settings.today_date

),

final as (

    select
        -- keys
        provider_id,
        coalesce(clinic_id, 0) as clinic_id,

        -- measures
        count(distinct guarantor_id) as family_with_lines_count,
        sum(entry_amount)::numeric(14, 2) as balance_total_amount,
        coalesce(sum(entry_amount) filter (where entry_amount > 0), 0)::numeric(14, 2)
            as charged_amount,
        coalesce(sum(entry_amount) filter (where entry_amount < 0), 0)::numeric(14, 2)
            as credited_amount,

        -- flags
        grouping(clinic_id) = 1 as is_all_clinics,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from counted
    group by grouping sets ((provider_id, clinic_id), (provider_id))

)

select * from final
