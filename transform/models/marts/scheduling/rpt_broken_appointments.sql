with

broken as (

    select * from {{ ref('int_broken_appointments_counted') }}

),

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

-- One column a measure, so that the sides can be stacked and summed once.
stacked as (

    select
        broken_date as report_date,
        coalesce(provider_id, 0) as provider_id,
        coalesce(clinic_id, 0) as clinic_id,
        method as counted_as,
        broken_amount as counted_amount,
        _loaded_at
    from broken
    where broken_date is not null
    union all
    select
        scheduled_at::date as report_date,
        coalesce(provider_id, 0) as provider_id,
        coalesce(clinic_id, 0) as clinic_id,
        'slot_' || slot_outcome as counted_as,
        0 as counted_amount,
        _loaded_at
    from slots

),

summed as (

    select
        report_date,
        provider_id,
        clinic_id,
        count(*) filter (where counted_as = 'procedure_missed') as procedure_missed_count,
        count(*) filter (where counted_as = 'procedure_cancelled') as procedure_cancelled_count,
        coalesce(
            sum(counted_amount) filter (where counted_as like 'procedure%'), 0
        ) as procedure_fee_amount,
        count(*) filter (where counted_as = 'adjustment') as adjustment_count,
        coalesce(
            sum(counted_amount) filter (where counted_as = 'adjustment'), 0
        ) as adjustment_amount,
        count(*) filter (where counted_as = 'status') as status_count,
        count(*) filter (where counted_as = 'slot_completed') as completed_slot_count,
        count(*) filter (where counted_as = 'slot_missed') as missed_count,
        count(*) filter (where counted_as = 'slot_late_cancelled') as late_cancelled_count,
        count(*) filter (where counted_as = 'slot_cancelled') as cancelled_count,
        count(*) filter (where counted_as = 'slot_broken') as broken_count,
        count(*) filter (where counted_as = 'slot_moved') as moved_count,
        count(*) filter (where counted_as = 'slot_unresolved') as unresolved_count,
        count(*) filter (
            where counted_as in (
                'slot_completed', 'slot_missed', 'slot_late_cancelled', 'slot_broken'
            )
        ) as due_slot_count,
        max(_loaded_at) as _loaded_at
    from stacked
    group by report_date, provider_id, clinic_id

),

final as (

    select
        report_date,
        provider_id,
        clinic_id,
        procedure_missed_count,
        procedure_cancelled_count,
        procedure_fee_amount,
        adjustment_count,
        adjustment_amount,
        status_count,
        due_slot_count,
        completed_slot_count,
        missed_count,
        late_cancelled_count,
        broken_count,
        cancelled_count,
        moved_count,
        unresolved_count,
        missed_count::numeric / nullif(due_slot_count, 0) as no_show_rate,
        (missed_count + late_cancelled_count + broken_count)::numeric
        / nullif(due_slot_count, 0) as broken_rate,
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from summed

)

select * from final
