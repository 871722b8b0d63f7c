-- The ledger lines behind each difference of rpt_balance_restatements: in the balance at the end of
-- a closed month as it was frozen or by today's lines, and not the same in both. The clinic is the
-- family's, as it is there.
with

versions as (

    select * from {{ ref('closed_month_entry_versions') }}

),

balance_versions as (

    select * from {{ ref('closed_month_balance_versions') }}

),

ledger_entries as (

    select * from {{ ref('int_ledger_entries_closed') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

balances as (

    select * from {{ ref('int_balance_restatements_traced') }}

),

frozen_months as (

    select
        as_of_date,
        min(valid_from_at) as frozen_at,
        min(seen_date) as frozen_date
    from balance_versions
    group by as_of_date

),

first_frozen as (

    select min(frozen_at) as frozen_at
    from frozen_months

),

-- Nearly every line stands as its month was frozen; only others can differ at the end of any.
moved as (

    select
        versions.ledger_entry_id,
        versions.guarantor_id,
        max(versions.valid_from_at) filter (
            where versions.valid_until_at is null
        ) as current_from_at,
        max(versions.valid_until_at) as gone_at
    from versions
    cross join first_frozen
    left join frozen_months
        on
            (date_trunc('month', versions.counted_date) + interval '1 month - 1 day')::date
            = frozen_months.as_of_date
    where
        versions.valid_until_at is not null
        or versions.valid_from_at > coalesce(frozen_months.frozen_at, first_frozen.frozen_at)
    group by
        versions.ledger_entry_id,
        versions.guarantor_id

),

frozen as (

    select
        frozen_months.as_of_date,
        versions.ledger_entry_id,
        versions.guarantor_id,
        versions.patient_id,
        versions.source_table,
        versions.source_id,
        versions.entry_type,
        versions.counted_date,
        versions.entry_amount,
        versions._loaded_at
    from moved
    inner join versions
        on
            moved.ledger_entry_id = versions.ledger_entry_id
            and moved.guarantor_id = versions.guarantor_id
    inner join frozen_months
        on
            versions.counted_date <= frozen_months.as_of_date
            and versions.valid_from_at <= frozen_months.frozen_at
            and (
                versions.valid_until_at is null
                or versions.valid_until_at > frozen_months.frozen_at
            )

),

current_entries as (

    select
        frozen_months.as_of_date,
        ledger_entries.ledger_entry_id,
        ledger_entries.guarantor_id,
        ledger_entries.patient_id,
        ledger_entries.source_table,
        ledger_entries.source_id,
        ledger_entries.entry_type,
        ledger_entries.counted_date,
        ledger_entries.entry_amount,
        ledger_entries._loaded_at
    from moved
    inner join ledger_entries
        on
            moved.ledger_entry_id = ledger_entries.ledger_entry_id
            and moved.guarantor_id = ledger_entries.guarantor_id
    inner join frozen_months
        on ledger_entries.counted_date <= frozen_months.as_of_date

),

paired as (

    select
        coalesce(current_entries.as_of_date, frozen.as_of_date) as as_of_date,
        coalesce(current_entries.ledger_entry_id, frozen.ledger_entry_id) as ledger_entry_id,
        coalesce(current_entries.guarantor_id, frozen.guarantor_id) as guarantor_id,
        coalesce(current_entries.patient_id, frozen.patient_id) as patient_id,
        coalesce(current_entries.source_table, frozen.source_table) as source_table,
        coalesce(current_entries.source_id, frozen.source_id) as source_id,
        coalesce(current_entries.entry_type, frozen.entry_type) as entry_type,
        frozen.counted_date as frozen_counted_date,
        current_entries.counted_date as current_counted_date,
        coalesce(frozen.entry_amount, 0) as frozen_amount,
        coalesce(current_entries.entry_amount, 0) as current_amount,
        case
            when frozen.ledger_entry_id is null then 'added'
            when current_entries.ledger_entry_id is null then 'removed'
            when current_entries.entry_amount <> frozen.entry_amount then 'changed'
            when current_entries.counted_date <> frozen.counted_date then 'redated'
        end as balance_change_type,
        coalesce(current_entries._loaded_at, frozen._loaded_at) as _loaded_at
    from frozen
    full outer join current_entries
        on
            frozen.as_of_date = current_entries.as_of_date
            and frozen.ledger_entry_id = current_entries.ledger_entry_id
            and frozen.guarantor_id = current_entries.guarantor_id

),

final as (

    select
        -- keys
        paired.as_of_date,
        paired.ledger_entry_id,
        paired.guarantor_id,
        paired.patient_id,
        paired.source_id,
        coalesce(patients.clinic_id, balances.clinic_id, 0) as clinic_id,

        -- attributes
        paired.source_table,
        paired.entry_type,
        paired.balance_change_type,

        -- measures
        paired.frozen_amount::numeric(14, 2) as frozen_amount,
        paired.current_amount::numeric(14, 2) as current_amount,
        (paired.current_amount - paired.frozen_amount)::numeric(14, 2) as difference_amount,

        -- times
        paired.frozen_counted_date,
        paired.current_counted_date,
        frozen_months.frozen_date,
        coalesce(moved.current_from_at, moved.gone_at) as changed_at,

        -- loader (UTC)
        paired._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from paired
    inner join frozen_months
        on paired.as_of_date = frozen_months.as_of_date
    inner join moved
        on
            paired.ledger_entry_id = moved.ledger_entry_id
            and paired.guarantor_id = moved.guarantor_id
    left join patients
        on paired.guarantor_id = patients.patient_id
    left join balances
        on
            paired.as_of_date = balances.as_of_date
            and paired.guarantor_id = balances.guarantor_id
    where paired.balance_change_type is not null

)

select * from final
