with

cycles as (

    select * from {{ ref('int_recall_cycles_rebuilt') }}

),

recall_types as (

    select * from {{ ref('stg_opendental__recalltype') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

-- Only people the practice still treats; a recall met early is met.
due as (

    select
        cycles.recall_type_id,
        cycles.clinic_id,
        date_trunc('month', cycles.cycle_due_date)::date as due_month_date,
        cycles.cycle_due_date,
        cycles.met_date,
        settings.today_date,
        cycles._loaded_at
    from cycles
    cross join settings
    where
        cycles.is_patient
        and cycles.cycle_due_date <= settings.today_date

),

counted as (

    select
        due_month_date,
        recall_type_id,
        clinic_id,
        count(*) as due_recall_count,
        count(*) filter (where met_date <= cycle_due_date) as met_by_due_date_count,
        count(*) filter (where met_date <= cycle_due_date + 30) as met_in_30_days_count,
        count(*) filter (where met_date <= cycle_due_date + 60) as met_in_60_days_count,
        count(*) filter (where met_date <= cycle_due_date + 90) as met_in_90_days_count,
        count(*) filter (where met_date <= cycle_due_date + 180) as met_in_180_days_count,
        bool_and(cycle_due_date + 180 <= today_date) as is_final,
        max(_loaded_at) as _loaded_at
    from due
    group by due_month_date, recall_type_id, clinic_id

),

final as (

    select
        counted.due_month_date,
        counted.recall_type_id,
        counted.clinic_id,
        recall_types.recall_type_name,
        counted.due_recall_count,
        counted.met_by_due_date_count,
        counted.met_in_30_days_count,
        counted.met_in_60_days_count,
        counted.met_in_90_days_count,
        counted.met_in_180_days_count,
        counted.met_in_30_days_count::numeric / counted.due_recall_count as met_in_30_days_rate,
        counted.met_in_90_days_count::numeric / counted.due_recall_count as met_in_90_days_rate,
        counted.is_final,
        counted._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from counted
    left join recall_types
        on counted.recall_type_id = recall_types.recall_type_id

)

select * from final
