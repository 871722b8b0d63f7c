-- What changed after a month closed. Lines entered late moved the month by their amount, for
-- certain; of lines touched late the stamps do not say by how much, so their amount is only the
-- most it can be.
with

edits as (

    select * from {{ ref('int_ledger_edits_dated') }}

),

final as (

    select
        -- keys
        month_start_date,
        clinic_id,
        entry_type,

        -- measures
        sum(entry_amount)::numeric(14, 2) as entry_amount,
        count(*) as entry_count,
        coalesce(
            sum(entry_amount) filter (where entered_date > month_closed_date), 0
        )::numeric(14, 2) as entered_late_amount,
        count(*) filter (where entered_date > month_closed_date) as entered_late_count,
        coalesce(
            sum(abs(entry_amount)) filter (
                where
                edited_date > month_closed_date
                and (entered_date is null or entered_date <= month_closed_date)
            ), 0
        )::numeric(14, 2) as edited_late_amount,
        count(*) filter (
            where
            edited_date > month_closed_date
            and (entered_date is null or entered_date <= month_closed_date)
        ) as edited_late_count,

        -- times
        min(month_closed_date) as month_closed_date,
        max(entered_date) filter (where entered_date > month_closed_date) as last_entered_date,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from edits
    group by
        month_start_date,
        clinic_id,
        entry_type

)

select * from final
