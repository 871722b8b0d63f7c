-- What each line of a closed month was when a run first saw the month closed, and what it is now.
-- The first version of a month's lines is its frozen state; lines that came, went or changed after
-- it are what restates the month.
with

versions as (

    select * from {{ ref('closed_month_line_versions') }}

),

edits as (

    select * from {{ ref('int_ledger_edits_dated') }}

),

frozen_months as (

    select
        month_start_date,
        min(valid_from_at) as frozen_at,
        min(seen_date) as frozen_date
    from versions
    group by month_start_date

),

-- Nearly every line stands as it was frozen. Of the others, the version in force says when a run
-- first saw it, and the newest of a line that has gone, when a run missed it.
moved as (

    select
        versions.line_type,
        versions.line_id,
        versions.month_start_date,
        versions.provider_id,
        versions.clinic_id,
        max(versions.valid_from_at) filter (
            where versions.valid_until_at is null
        ) as current_from_at,
        max(versions.valid_until_at) as gone_at
    from versions
    inner join frozen_months
        on versions.month_start_date = frozen_months.month_start_date
    where
        versions.valid_until_at is not null
        or versions.valid_from_at > frozen_months.frozen_at
    group by
        versions.line_type,
        versions.line_id,
        versions.month_start_date,
        versions.provider_id,
        versions.clinic_id

),

frozen as (

    select
        versions.line_type,
        versions.line_id,
        versions.month_start_date,
        versions.provider_id,
        versions.clinic_id,
        versions.patient_id,
        versions.line_amount,
        versions.entered_date,
        versions.edited_date,
        versions._loaded_at
    from versions
    inner join frozen_months
        on
            versions.month_start_date = frozen_months.month_start_date
            and versions.valid_from_at = frozen_months.frozen_at

),

paired as (

    select
        coalesce(edits.line_type, frozen.line_type) as line_type,
        coalesce(edits.line_id, frozen.line_id) as line_id,
        coalesce(edits.month_start_date, frozen.month_start_date) as month_start_date,
        coalesce(edits.provider_id, frozen.provider_id) as provider_id,
        coalesce(edits.clinic_id, frozen.clinic_id) as clinic_id,
        coalesce(edits.patient_id, frozen.patient_id) as patient_id,
        coalesce(frozen.line_amount, 0) as frozen_amount,
        coalesce(edits.line_amount, 0) as current_amount,
        case
            when frozen.line_id is null then 'added'
            when edits.line_id is null then 'removed'
            when edits.line_amount <> frozen.line_amount then 'changed'
        end as change_type,
        coalesce(edits.entered_date, frozen.entered_date) as entered_date,
        coalesce(edits.edited_date, frozen.edited_date) as edited_date,
        coalesce(edits._loaded_at, frozen._loaded_at) as _loaded_at
    from frozen
    full outer join edits
        on
            frozen.line_type = edits.line_type
            and frozen.line_id = edits.line_id
            and frozen.month_start_date = edits.month_start_date
            and frozen.provider_id = edits.provider_id
            and frozen.clinic_id = edits.clinic_id

),

final as (

    select
        paired.line_type,
        paired.line_id,
        paired.month_start_date,
        paired.provider_id,
        paired.clinic_id,
        paired.patient_id,
        paired.frozen_amount::numeric(14, 2) as frozen_amount,
        paired.current_amount::numeric(14, 2) as current_amount,
        (paired.current_amount - paired.frozen_amount)::numeric(14, 2) as difference_amount,
        paired.change_type,
        paired.entered_date,
        paired.edited_date,
        frozen_months.frozen_date,
        case
            when paired.change_type is not null
                then coalesce(moved.current_from_at, moved.gone_at)
        end as changed_at,
        paired._loaded_at
    from paired
    left join frozen_months
        on paired.month_start_date = frozen_months.month_start_date
    left join moved
        on
            paired.line_type = moved.line_type
            and paired.line_id = moved.line_id
            and paired.month_start_date = moved.month_start_date
            and paired.provider_id = moved.provider_id
            and paired.clinic_id = moved.clinic_id

)

select * from final
