with

presented as (

    select * from {{ ref('int_treatment_presented') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

horizons as (

    select
        presented.procedure_id,
        presented.patient_id,
        presented.provider_id,
        presented.clinic_id,
        date_trunc('month', presented.treatment_planned_date)::date as month_start_date,
        days.horizon_days,
        presented.gross_fee_amount,
        presented.is_withdrawn,
        not presented.is_withdrawn
        and coalesce(
            presented.accepted_date <= presented.treatment_planned_date + days.horizon_days, false
        ) as is_accepted,
        not presented.is_withdrawn
        and coalesce(
            presented.done_date <= presented.treatment_planned_date + days.horizon_days, false
        ) as is_completed,
        presented.treatment_planned_date + days.horizon_days < settings.today_date as is_final,
        presented._loaded_at
    from presented
    cross join settings
    cross join (values (0), (30), (90)) as days (horizon_days)
    where presented.treatment_planned_date <= settings.today_date

),

summed as (

    select
        month_start_date,
        provider_id,
        clinic_id,
        horizon_days,
        count(*) filter (where not is_withdrawn) as presented_count,
        count(*) filter (where is_accepted) as accepted_count,
        count(*) filter (where is_completed) as completed_count,
        count(*) filter (where is_withdrawn) as withdrawn_count,
        count(distinct patient_id) filter (where not is_withdrawn) as presented_patient_count,
        count(distinct patient_id) filter (where is_accepted) as accepted_patient_count,
        coalesce(sum(gross_fee_amount) filter (where not is_withdrawn), 0) as presented_amount,
        coalesce(sum(gross_fee_amount) filter (where is_accepted), 0) as accepted_amount,
        coalesce(sum(gross_fee_amount) filter (where is_completed), 0) as completed_amount,
        coalesce(sum(gross_fee_amount) filter (where is_withdrawn), 0) as withdrawn_amount,
        bool_and(is_final) as is_final,
        max(_loaded_at) as _loaded_at
    from horizons
    group by month_start_date, provider_id, clinic_id, horizon_days

),

final as (

    select
        month_start_date,
        provider_id,
        clinic_id,
        horizon_days,
        presented_count,
        accepted_count,
        completed_count,
        withdrawn_count,
        presented_patient_count,
        accepted_patient_count,
        presented_amount,
        accepted_amount,
        completed_amount,
        withdrawn_amount,
        accepted_amount / nullif(presented_amount, 0) as accepted_amount_rate,
        accepted_count::numeric / nullif(presented_count, 0) as accepted_count_rate,
        accepted_patient_count::numeric
        / nullif(presented_patient_count, 0) as accepted_patient_rate,
        is_final,
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from summed

)

select * from final
