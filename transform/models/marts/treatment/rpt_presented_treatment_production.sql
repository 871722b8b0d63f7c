-- Work completed on a day that had ever been on a saved plan, for the presenter of its first one.
-- Net takes the claims' write-offs off once, unlike the statistics of presentations.
with

ranked as (

    select * from {{ ref('int_plan_presentations_ranked') }}

),

summed as (

    select
        completed_date as report_date,
        coalesce(presenter_user_id, 0) as presenter_user_id,
        count(*) as completed_count,
        sum(gross_amount) as completed_gross_amount,
        sum(completed_net_amount) as completed_net_amount,
        max(_loaded_at) as _loaded_at
    from ranked
    where
        is_first_presentation
        and completed_date is not null
    group by completed_date, coalesce(presenter_user_id, 0)

),

final as (

    select
        report_date,
        presenter_user_id,
        completed_count,
        completed_gross_amount,
        completed_net_amount,
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from summed

)

select * from final
