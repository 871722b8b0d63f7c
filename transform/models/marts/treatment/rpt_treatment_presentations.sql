with

ranked as (

    select * from {{ ref('int_plan_presentations_ranked') }}

),

bases as (

    select
        *,
        'first' as presentation
    from ranked
    where is_first_presentation
    union all
    select
        *,
        'last' as presentation
    from ranked
    where is_last_presentation

),

summed as (

    select
        presentation,
        date_trunc('month', treatment_plan_date)::date as month_start_date,
        coalesce(presenter_user_id, 0) as presenter_user_id,
        count(*) as presented_count,
        count(*) filter (where is_scheduled) as scheduled_count,
        count(*) filter (where is_complete) as completed_count,
        sum(gross_amount) as presented_gross_amount,
        coalesce(sum(gross_amount) filter (where is_scheduled), 0) as scheduled_gross_amount,
        coalesce(sum(gross_amount) filter (where is_complete), 0) as completed_gross_amount,
        sum(net_amount) as presented_net_amount,
        coalesce(sum(net_amount) filter (where is_scheduled), 0) as scheduled_net_amount,
        coalesce(sum(net_amount) filter (where is_complete), 0) as completed_net_amount,
        max(_loaded_at) as _loaded_at
    from bases
    group by
        presentation, date_trunc('month', treatment_plan_date)::date, coalesce(presenter_user_id, 0)

),

final as (

    select
        presentation,
        month_start_date,
        presenter_user_id,
        presented_count,
        scheduled_count,
        completed_count,
        presented_gross_amount,
        scheduled_gross_amount,
        completed_gross_amount,
        presented_net_amount,
        scheduled_net_amount,
        completed_net_amount,
        (scheduled_count + completed_count)::numeric / presented_count as accepted_count_rate,
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from summed

)

select * from final
