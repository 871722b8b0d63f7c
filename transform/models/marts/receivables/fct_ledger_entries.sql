with

ledger_entries as (

    select * from {{ ref('int_ledger_entries_unioned') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        ledger_entries.ledger_entry_id,
        ledger_entries.guarantor_id,
        ledger_entries.patient_id,
        coalesce(ledger_entries.provider_id, 0) as provider_id,
        coalesce(ledger_entries.clinic_id, 0) as clinic_id,
        ledger_entries.procedure_id,
        ledger_entries.payment_plan_id,
        ledger_entries.source_table,
        ledger_entries.source_id,
        ledger_entries.entry_type,
        ledger_entries.ledger_date,
        ledger_entries.entry_amount,
        case settings.pay_plan_version
            when 1 then ledger_entries.is_counted_in_version_1
            when 2 then ledger_entries.is_counted_in_version_2
            when 3 then ledger_entries.is_counted_in_version_3
            when 4 then ledger_entries.is_counted_in_version_4
        end as is_counted,
        ledger_entries.is_counted_in_version_1,
        ledger_entries.is_counted_in_version_2,
        ledger_entries.is_counted_in_version_3,
        ledger_entries.is_counted_in_version_4,
        ledger_entries.is_counted_when_due,

        -- loader (UTC)
        ledger_entries._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from ledger_entries
    cross join settings

)

select * from final
