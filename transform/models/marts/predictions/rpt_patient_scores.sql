-- What a patient is likely to be like, in five named parts and never one number: shares of the last
-- two years, each pulled towards the practice's own by three cases, so that one bad day is no
-- character. For help and planning, never to refuse care.
with

patients as (

    select * from {{ ref('dim_patients') }}

),

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

presented as (

    select * from {{ ref('int_treatment_presented') }}

),

payments as (

    select * from {{ ref('int_payment_features_known') }}

),

recalls as (

    select * from {{ ref('int_recall_features_known') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

kept as (

    select
        slots.patient_id,
        count(*) as visit_count,
        count(*) filter (where slots.slot_outcome = 'completed') as kept_count,
        max(slots._loaded_at) as _loaded_at
    from slots
    cross join settings
    where
        slots.is_due
        and slots.scheduled_at >= settings.today_date - 730
    group by slots.patient_id

),

accepted as (

    select
        presented.patient_id,
        count(*) as planned_count,
        count(*) filter (
            where
            presented.accepted_date <= presented.treatment_planned_date + 90
            and not presented.is_withdrawn
        ) as accepted_count
    from presented
    cross join settings
    where
        presented.treatment_planned_date >= settings.today_date - 730
        and presented.treatment_planned_date + 90 < settings.today_date
    group by presented.patient_id

),

billed as (

    select
        payments.guarantor_id,
        payments.expected_date,
        bool_and(payments.is_paid) as is_paid
    from payments
    cross join settings
    where
        payments.paid_target is not null
        and payments.expected_date >= settings.today_date - 730
    group by payments.guarantor_id, payments.expected_date

),

paid as (

    select
        guarantor_id,
        count(*) as bill_count,
        count(*) filter (where is_paid) as paid_count
    from billed
    group by guarantor_id

),

engaged as (

    select
        recalls.patient_id,
        count(*) as hygiene_visit_count,
        count(*) filter (where recalls.is_reappointed) as reappointed_count
    from recalls
    cross join settings
    where recalls.expected_date >= settings.today_date - 730
    group by recalls.patient_id

),

families as (

    select
        patients.guarantor_id,
        sum(kept.visit_count) as family_visit_count,
        sum(kept.kept_count) as family_kept_count
    from kept
    inner join patients
        on kept.patient_id = patients.patient_id
    group by patients.guarantor_id

),

usual as (

    select
        (select sum(kept.kept_count) / sum(kept.visit_count) from kept) as kept_rate,
        (select sum(accepted.accepted_count) / sum(accepted.planned_count) from accepted)
            as accepted_rate,
        (select sum(paid.paid_count) / sum(paid.bill_count) from paid) as paid_rate,
        (select sum(engaged.reappointed_count) / sum(engaged.hygiene_visit_count) from engaged)
            as reappointed_rate

),

joined as (

    select
        patients.patient_id,
        patients.primary_provider_id,
        patients.secondary_provider_id,
        patients.clinic_id,
        coalesce(kept.visit_count, 0) as visit_count,
        coalesce(kept.kept_count, 0) as kept_count,
        coalesce(accepted.planned_count, 0) as planned_count,
        coalesce(accepted.accepted_count, 0) as accepted_count,
        coalesce(paid.bill_count, 0) as bill_count,
        coalesce(paid.paid_count, 0) as paid_count,
        coalesce(engaged.hygiene_visit_count, 0) as hygiene_visit_count,
        coalesce(engaged.reappointed_count, 0) as reappointed_count,
        coalesce(families.family_visit_count, 0) - coalesce(kept.visit_count, 0)
            as relatives_visit_count,
        coalesce(families.family_kept_count, 0) - coalesce(kept.kept_count, 0)
            as relatives_kept_count,
        greatest(patients._loaded_at, kept._loaded_at) as _loaded_at
    from patients
    left join kept
        on patients.patient_id = kept.patient_id
    left join accepted
        on patients.patient_id = accepted.patient_id
    left join paid
        on patients.guarantor_id = paid.guarantor_id
    left join engaged
        on patients.patient_id = engaged.patient_id
    left join families
        on patients.guarantor_id = families.guarantor_id
    where kept.patient_id is not null

),

final as (

    select
        -- keys
        joined.patient_id,
        joined.primary_provider_id,
        joined.secondary_provider_id,
        joined.clinic_id,

        -- attributes
        'kept ' || joined.kept_count || ' of ' || joined.visit_count || ' visits'
            as reliability_reason,
        case
            when joined.planned_count = 0 then 'nothing was planned'
            else
                'accepted ' || joined.accepted_count || ' of ' || joined.planned_count
                || ' planned procedures'
        end as acceptance_reason,
        case
            when joined.bill_count = 0 then 'no bill'
            else
                'the family paid ' || joined.paid_count || ' of ' || joined.bill_count
                || ' bills in 60 days'
        end as payment_reason,
        case
            when joined.hygiene_visit_count = 0 then 'no hygiene visit'
            else
                'left ' || joined.reappointed_count || ' of ' || joined.hygiene_visit_count
                || ' hygiene visits with the next one booked'
        end as engagement_reason,
        case
            when joined.relatives_visit_count = 0 then 'nobody else of the family comes'
            else
                'the family kept ' || joined.relatives_kept_count || ' of '
                || joined.relatives_visit_count || ' visits'
        end as family_reason,

        -- measures
        ((joined.kept_count + 3 * usual.kept_rate) / (joined.visit_count + 3))::numeric(5, 4)
            as reliability_rate,
        (
            (joined.accepted_count + 3 * usual.accepted_rate) / (joined.planned_count + 3)
        )::numeric(5, 4) as acceptance_rate,
        ((joined.paid_count + 3 * usual.paid_rate) / (joined.bill_count + 3))::numeric(5, 4)
            as payment_rate,
        (
            (joined.reappointed_count + 3 * usual.reappointed_rate)
            / (joined.hygiene_visit_count + 3)
        )::numeric(5, 4) as engagement_rate,
        (
            (joined.relatives_kept_count + 3 * usual.kept_rate)
            / (joined.relatives_visit_count + 3)
        )::numeric(5, 4) as family_rate,

        -- loader (UTC)
        joined._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from joined
    cross join usual

)

select * from final
