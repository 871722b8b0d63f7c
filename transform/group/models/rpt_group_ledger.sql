-- What moved the accounts, by month and kind of entry: every entry, and those that count under the
-- practice's own payment plan version.
with

entries as (

    select * from {{ source('practices', 'fct_ledger_entries') }}

),

final as (

    select
        -- keys
        practice_id,
        cast(date_trunc('month', ledger_date) as date) as month_start_date,
        clinic_id,
        entry_type,

        -- measures
        count(*) as entry_count,
        cast(sum(entry_amount) as numeric(18, 2)) as entry_amount,
        count(*) filter (where is_counted) as counted_entry_count,
        cast(coalesce(sum(entry_amount) filter (where is_counted), 0) as numeric(18, 2))
            as counted_amount,

        -- times
        max(_loaded_at) as _loaded_at,
        cast('{{ var("built_at") }}' as timestamp) as _built_at
    from entries
    group by
        practice_id,
        cast(date_trunc('month', ledger_date) as date),
        clinic_id,
        entry_type

)

select * from final
