-- A day is judged against the user's own days before it, never against other people's work.
with

events as (

    select * from {{ ref('fct_audit_events') }}

),

days as (

    select
        user_id,
        log_date as report_date,
        count(*) as event_count,
        count(distinct patient_id) as patient_count,
        count(*) filter (where audit_category = 'disclosure') as disclosure_count,
        count(*) filter (where audit_category = 'money') as money_event_count,
        count(*) filter (where is_after_hours) as after_hours_count,
        count(*) filter (where is_edit_after_month_end) as edit_after_month_end_count,
        max(_loaded_at) as _loaded_at
    from events
    where user_id is not null
    group by user_id, log_date

),

compared as (

    select
        *,
        round(avg(patient_count) over usual_days)::bigint as usual_patient_count,
        count(*) over usual_days as usual_days_count
    from days
    window usual_days as (
        partition by user_id
        order by report_date
        rows between 60 preceding and 1 preceding
    )

),

final as (

    select
        -- keys
        user_id,
        report_date,

        -- measures
        event_count,
        patient_count,
        usual_patient_count,
        disclosure_count,
        money_event_count,
        after_hours_count,
        edit_after_month_end_count,

        -- flags; a newcomer has no usual day yet
        usual_days_count >= 20
        and patient_count >= 20
        and patient_count > 3 * usual_patient_count as is_unusual_volume,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from compared

)

select * from final
