-- Net production at the end of the month: made so far, and the days left at the pace of the last 90
-- days. The interval is what 8 of 10 past months stayed in, seen from the same number of working
-- days before their end; each past month was tested with the interval of the months before it.
with

tested as (

    select * from {{ ref('int_month_projections_tested') }}

),

-- The interval a month would have been given: from the months before it, six at least.
intervals as (

    select
        later.month_start_date,
        later.projection_scope,
        later.clinic_id,
        count(*) as past_month_count,
        percentile_cont(0.1) within group (order by earlier.pace_share)::numeric as low_share,
        percentile_cont(0.9) within group (order by earlier.pace_share)::numeric as high_share,
        percentile_cont(0.5) within group (order by earlier.pace_share)::numeric as middle_share
    from tested as later
    inner join tested as earlier
        on
            later.projection_scope = earlier.projection_scope
            and later.clinic_id = earlier.clinic_id
            and later.month_start_date > earlier.month_start_date
    where earlier.pace_share is not null
    group by
        later.month_start_date,
        later.projection_scope,
        later.clinic_id
    having count(*) >= 6

),

judged as (

    select
        tested.*,
        intervals.past_month_count,
        tested.made_amount
        + tested.pace_amount * tested.remaining_working_day_count * intervals.low_share
            as low_amount,
        tested.made_amount
        + tested.pace_amount * tested.remaining_working_day_count * intervals.high_share
            as high_amount,
        tested.made_amount
        + tested.pace_amount * tested.remaining_working_day_count * intervals.middle_share
            as middle_amount
    from tested
    left join intervals
        on
            tested.month_start_date = intervals.month_start_date
            and tested.projection_scope = intervals.projection_scope
            and tested.clinic_id = intervals.clinic_id

),

back_tests as (

    select
        projection_scope,
        clinic_id,
        count(*) as tested_month_count,
        count(*) filter (where actual_amount between low_amount and high_amount)
            as covered_month_count,
        avg(abs(actual_amount - middle_amount) / nullif(abs(actual_amount), 0)) as error_rate
    from judged
    where
        not is_running
        and low_amount is not null
    group by projection_scope, clinic_id

),

final as (

    select
        -- keys
        judged.month_start_date,
        judged.projection_scope,
        judged.clinic_id,

        -- measures
        judged.made_amount::numeric(14, 2) as made_amount,
        judged.middle_amount::numeric(14, 2) as projected_amount,
        judged.low_amount::numeric(14, 2) as low_amount,
        judged.high_amount::numeric(14, 2) as high_amount,
        judged.actual_amount::numeric(14, 2) as actual_amount,
        judged.pace_amount::numeric(14, 2) as pace_amount,
        judged.remaining_working_day_count,
        coalesce(judged.past_month_count, 0) as past_month_count,
        coalesce(back_tests.tested_month_count, 0) as tested_month_count,
        (back_tests.covered_month_count::numeric / nullif(back_tests.tested_month_count, 0))
            as coverage_rate,
        back_tests.error_rate,

        -- flags
        judged.is_running,
        judged.low_amount is not null as has_interval,

        -- times
        judged.as_of_date,

        -- loader (UTC)
        judged._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from judged
    left join back_tests
        on
            judged.projection_scope = back_tests.projection_scope
            and judged.clinic_id = back_tests.clinic_id

)

select * from final
