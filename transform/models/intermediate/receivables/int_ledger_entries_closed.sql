-- Every line in the balances at the end of a closed month, under the practice's own payment plan
-- version, with the day from which it counts there: its own; with preference AgingProcLifo a group
-- of credits counts from its procedure's on, as in int_ledger_entries_netted.
with

ledger_entries as (

    select * from {{ ref('fct_ledger_entries') }}

),

entry_lines as (

    select * from {{ ref('int_ledger_entries_unioned') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

books as (

    select
        settings.today_date,
        settings.is_aged_by_procedure,
        date_trunc('month', settings.today_date - thresholds.month_close_days)::date
        - 1 as last_closed_date
    from settings
    cross join thresholds

),

netted_entries as (

    select
        ledger_entries.ledger_entry_id,
        entry_lines.service_date,
        ledger_entries.is_counted_when_due,
        sum(ledger_entries.entry_amount) over line_group as group_amount,
        sum(ledger_entries.entry_amount) filter (
            where not ledger_entries.is_counted_when_due
        ) over line_group as undated_amount,
        min(entry_lines.service_date) filter (
            where not ledger_entries.is_counted_when_due
        ) over line_group as undated_service_date,
        min(entry_lines.service_date) over line_group as group_service_date
    from ledger_entries
    cross join books
    inner join entry_lines
        on ledger_entries.ledger_entry_id = entry_lines.ledger_entry_id
    where
        books.is_aged_by_procedure
        and ledger_entries.is_counted
        and ledger_entries.procedure_id is not null
        and ledger_entries.entry_type in (
            'adjustment', 'payment_plan_credit', 'payment_plan_link'
        )
    window line_group as (
        partition by
            ledger_entries.guarantor_id,
            ledger_entries.patient_id,
            ledger_entries.procedure_id,
            ledger_entries.ledger_date
    )

),

counted as (

    select
        ledger_entries.*,
        case
            when not netted_entries.is_counted_when_due and netted_entries.undated_amount < 0
                then netted_entries.undated_service_date
            when netted_entries.is_counted_when_due and netted_entries.group_amount < 0
                then greatest(netted_entries.group_service_date, ledger_entries.ledger_date)
            else ledger_entries.ledger_date
        end as counted_date
    from ledger_entries
    left join netted_entries
        on ledger_entries.ledger_entry_id = netted_entries.ledger_entry_id
    where ledger_entries.is_counted

),

final as (

    select
        counted.ledger_entry_id,
        counted.guarantor_id,
        counted.patient_id,
        counted.source_table,
        counted.source_id,
        counted.entry_type,
        counted.counted_date,
        counted.entry_amount,
        books.today_date as seen_date,
        counted._loaded_at
    from counted
    cross join books
    where counted.counted_date <= books.last_closed_date

)

select * from final
