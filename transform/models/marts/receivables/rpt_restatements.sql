-- What changed after a month closed: its figures as the first run after the closing saw them, and
-- as they are now. What was entered or touched late before that run is known by Open Dental's
-- stamps alone, and of touched lines they do not say by how much.
with

traced as (

    select * from {{ ref('int_restatements_traced') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

dated as (

    select
        traced.*,
        (traced.month_start_date + interval '1 month - 1 day')::date
        + thresholds.month_close_days as month_closed_date
    from traced
    cross join thresholds

),

final as (

    select
        -- keys
        month_start_date,
        clinic_id,
        line_type,

        -- measures
        sum(frozen_amount)::numeric(14, 2) as frozen_amount,
        sum(current_amount)::numeric(14, 2) as current_amount,
        sum(difference_amount)::numeric(14, 2) as difference_amount,
        count(*) filter (where change_type is not null) as changed_count,
        count(*) filter (where current_amount <> 0) as entry_count,
        coalesce(
            sum(current_amount) filter (where entered_date > month_closed_date), 0
        )::numeric(14, 2) as entered_late_amount,
        count(*) filter (
            where
            entered_date > month_closed_date
            and current_amount <> 0
        ) as entered_late_count,
        coalesce(
            sum(abs(current_amount)) filter (
                where
                edited_date > month_closed_date
                and (entered_date is null or entered_date <= month_closed_date)
            ), 0
        )::numeric(14, 2) as edited_late_amount,
        count(*) filter (
            where
            edited_date > month_closed_date
            and (entered_date is null or entered_date <= month_closed_date)
            and current_amount <> 0
        ) as edited_late_count,

        -- flags
        bool_or(change_type is not null) as is_restated,

        -- times
        min(month_closed_date) as month_closed_date,
        min(frozen_date) as frozen_date,
        max(changed_at) as changed_at,
        max(entered_date) filter (where entered_date > month_closed_date) as last_entered_date,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from dated
    group by
        month_start_date,
        clinic_id,
        line_type

)

select * from final
