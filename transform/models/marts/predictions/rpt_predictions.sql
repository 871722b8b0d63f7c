-- What is likely, why in words, and what to do about it. A model that missed its gate gives no
-- probability: its rule gives the band instead, and the row says so. The upper tenth of the risks
-- of a model is high, the next fifth raised. Patients held out by chance get no band, so that
-- what calling does can be measured against them.
with

scores as (

    select * from {{ ref('scores') }}

),

models as (

    select * from {{ source('ml', 'models') }}

),

visit_features as (

    select * from {{ ref('int_visit_features_known') }}

),

visit_sums as (

    select * from {{ ref('int_appointment_procedures_summed') }}

),

treatment_features as (

    select * from {{ ref('int_treatment_features_known') }}

),

payment_features as (

    select * from {{ ref('int_payment_features_known') }}

),

recall_features as (

    select * from {{ ref('int_recall_features_known') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

held_out as (

    select * from {{ ref('int_patients_held_out') }}

),

champions as (

    select *
    from models
    where role = 'champion'

),

visits as (

    select distinct on (visit_features.entity_id)
        visit_features.entity_id,
        visit_features.patient_id,
        visit_features.provider_id,
        visit_features.hygienist_id,
        visit_features.clinic_id,
        visit_features.rule_rate,
        visit_features.slot_outcome = 'scheduled' as is_actionable,
        visit_features.expected_date,
        visit_features.scored_at,
        coalesce(visit_sums.visit_fee_amount, 0) as at_stake_amount,
        concat_ws(
            ', ',
            case
                when visit_features.last_broken_count > 0
                    then
                        'missed or cancelled late ' || visit_features.last_broken_count
                        || ' of the last ' || visit_features.last_due_count
                when visit_features.last_due_count > 0
                    then 'kept the last ' || visit_features.last_due_count
                else 'no visit yet'
            end,
            'booked ' || (visit_features.scored_at::date - visit_features.booked_at::date)
            || ' days ago',
            case
                when visit_features.moved_count > 0
                    then 'moved ' || visit_features.moved_count || ' times'
            end,
            case when visit_features.is_confirmed = 1 then 'confirmed' else 'unconfirmed' end
        ) as reasons,
        visit_features._loaded_at
    from visit_features
    cross join settings
    left join visit_sums
        on visit_features.entity_id = visit_sums.appointment_id
    where
        visit_features.slot_outcome = 'scheduled'
        or visit_features.scored_at >= settings.today_date - 60
    order by visit_features.entity_id asc, visit_features.scored_at desc

),

treatment as (

    select
        treatment_features.*,
        concat_ws(
            ', ',
            'a case of ' || to_char(treatment_features.case_fee_amount, 'FM999,999,990'),
            case
                when treatment_features.planned_count > 0
                    then
                        'accepted ' || treatment_features.accepted_count || ' of '
                        || treatment_features.planned_count || ' planned before'
                else 'nothing planned before'
            end,
            case when treatment_features.was_emergency then 'found at an emergency visit' end,
            case
                when treatment_features.payer = 'none' then 'no insurance'
                else 'insured'
            end
        ) as reasons
    from treatment_features
    cross join settings
    where treatment_features.scored_at >= settings.today_date - 91

),

payments as (

    select
        payment_features.*,
        concat_ws(
            ', ',
            'the family''s part of the day ' || to_char(
                payment_features.day_part_amount, 'FM999,999,990.00'
            ),
            case
                when payment_features.last_bill_count > 0
                    then
                        'late with ' || payment_features.last_late_count || ' of the last '
                        || payment_features.last_bill_count || ' bills'
                else 'no bill before'
            end
        ) as reasons
    from payment_features
    cross join settings
    where payment_features.scored_at >= settings.today_date - 61

),

recalls as (

    select
        recall_features.*,
        concat_ws(
            ', ',
            case
                when recall_features.left_count > 0
                    then
                        'left ' || recall_features.reappointed_count || ' of '
                        || recall_features.left_count || ' hygiene visits with the next one booked'
                else 'first hygiene visit here'
            end,
            case
                when recall_features.is_reappointed then 'the next one is booked'
                else 'left the last without a next one'
            end,
            case when recall_features.payer = 'none' then 'no insurance' end
        ) as reasons
    from recall_features
    where recall_features.is_last_visit

),

asked as (

    select
        targets.model,
        visits.entity_id,
        visits.patient_id,
        visits.provider_id,
        visits.hygienist_id,
        visits.clinic_id,
        visits.at_stake_amount,
        visits.reasons,
        visits.rule_rate,
        visits.rule_rate as rule_risk,
        visits.is_actionable,
        true as is_risk,
        visits.expected_date,
        visits.scored_at,
        visits._loaded_at
    from visits
    cross join (values ('no_show'), ('late_cancel')) as targets (model)
    union all
    select
        targets.model,
        treatment.entity_id,
        treatment.patient_id,
        treatment.provider_id,
        null::bigint as hygienist_id,
        treatment.clinic_id,
        treatment.gross_fee_amount as at_stake_amount,
        treatment.reasons,
        treatment.rule_rate,
        1 - treatment.rule_rate as rule_risk,
        not treatment.is_accepted as is_actionable,
        false as is_risk,
        treatment.expected_date + targets.days_after as expected_date,
        treatment.scored_at,
        treatment._loaded_at
    from treatment
    cross join (
        values ('treatment_acceptance', 90), ('treatment_acceptance_30', 30)
    ) as targets (model, days_after)
    union all
    select
        'paid_in_60_days' as model,
        payments.entity_id,
        payments.patient_id,
        payments.provider_id,
        null::bigint as hygienist_id,
        payments.clinic_id,
        payments.family_part_amount as at_stake_amount,
        payments.reasons,
        payments.rule_rate,
        1 - payments.rule_rate as rule_risk,
        not payments.is_paid as is_actionable,
        false as is_risk,
        payments.expected_date + 60 as expected_date,
        payments.scored_at,
        payments._loaded_at
    from payments
    union all
    select
        targets.model,
        recalls.entity_id,
        recalls.patient_id,
        recalls.provider_id,
        recalls.provider_id as hygienist_id,
        recalls.clinic_id,
        0 as at_stake_amount,
        recalls.reasons,
        recalls.rule_rate,
        1 - recalls.rule_rate as rule_risk,
        not recalls.is_reappointed as is_actionable,
        targets.is_risk,
        recalls.expected_date + targets.days_after as expected_date,
        recalls.scored_at,
        recalls._loaded_at
    from recalls
    cross join (
        values ('recall_return', 274, false), ('attrition', 365, true)
    ) as targets (model, days_after, is_risk)

),

scored as (

    select
        asked.*,
        champions.version,
        coalesce(champions.is_published, false) as is_published,
        case when champions.is_published then scores.probability end as probability,
        case
            when champions.is_published and asked.is_risk then scores.probability
            when champions.is_published then 1 - scores.probability
            else asked.rule_risk
        end as risk,
        held_out.patient_id is not null as is_held_out
    from asked
    left join held_out
        on
            asked.model = held_out.model
            and asked.patient_id = held_out.patient_id
    left join champions
        on asked.model = champions.model
    left join scores
        on
            asked.model = scores.model
            and champions.version = scores.version
            and asked.entity_id = scores.entity_id
            and asked.scored_at = scores.scored_at

),

ranked as (

    select
        *,
        percent_rank() over (partition by model order by risk) as risk_rank
    from scored

),

banded as (

    select
        *,
        case
            when is_held_out then 'held_out'
            when risk_rank >= 0.9 then 'high'
            when risk_rank >= 0.7 then 'raised'
            else 'usual'
        end as risk_band
    from ranked

),

final as (

    select
        -- keys
        model,
        entity_id,
        patient_id,
        provider_id,
        hygienist_id,
        clinic_id,

        -- attributes
        version,
        risk_band,
        case when is_published then 'model' else 'rule' end as risk_basis,
        reasons,
        case
            when is_held_out
                then 'Leave as it is: held out by chance, to measure what calling does'
            when risk_band = 'usual' or not is_actionable then null
            when model in ('no_show', 'late_cancel')
                then 'Call before the visit: confirm, offer another time or help to get here'
            when model in ('treatment_acceptance', 'treatment_acceptance_30')
                then 'Call about the plan: answer questions, show what it costs, offer a visit'
            when model = 'paid_in_60_days'
                then 'Explain the family''s part and offer to pay it in parts'
            else 'Book the next hygiene visit before the patient is forgotten'
        end as next_action,

        -- measures
        probability::numeric(5, 4) as probability_rate,
        rule_rate::numeric(5, 4) as rule_rate,
        at_stake_amount::numeric(14, 2) as at_stake_amount,

        -- flags
        is_actionable,
        is_published,
        is_held_out,

        -- times
        expected_date,
        scored_at,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from banded

)

select * from final
