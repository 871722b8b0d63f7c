-- Visits of the next week that may be missed, the likeliest and dearest first. Patients held out by
-- chance are not on it.
with

predictions as (

    select * from {{ ref('rpt_predictions') }}

),

outreach as (

    select * from {{ ref('int_patient_outreach_prepared') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        -- keys
        'appointment ' || predictions.entity_id as item_key,
        predictions.patient_id,
        predictions.provider_id,
        predictions.clinic_id,

        -- attributes
        'On ' || predictions.expected_date || ' ' || case predictions.risk_band
            when 'high' then 'a high'
            else 'a raised'
        end || ' risk to be missed: ' || predictions.reasons as reason,
        outreach.contact_verb || ' to confirm, offer another time or help to get here'
            as next_action,
        outreach.last_contact_mode,

        -- measures
        predictions.at_stake_amount as worklist_amount,
        row_number() over (
            order by
                predictions.risk_band asc,
                predictions.expected_date asc,
                coalesce(predictions.probability_rate, predictions.rule_rate) desc,
                predictions.entity_id asc
        )::integer as priority_order,

        -- times
        outreach.last_contact_date,
        predictions.scored_at::date as waiting_since_date,

        -- of this list alone
        predictions.hygienist_id,
        predictions.risk_band,
        predictions.probability_rate,
        predictions.expected_date,

        -- loader (UTC)
        predictions._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from predictions
    cross join settings
    inner join outreach
        on predictions.patient_id = outreach.patient_id
    where
        predictions.model = 'no_show'
        and predictions.is_actionable
        and predictions.expected_date >= settings.today_date
        and predictions.risk_band in ('high', 'raised')

)

select * from final
