-- Each model's probability, by hand: one over one plus e to the minus of the sum of weight times
-- feature, the intercept among the weights. Scored is what is still open, and what was scored in
-- the last 60 days; older moments can be scored again at any time, as features do not change.
with

visit_features as (

    select * from {{ ref('int_visit_features_known') }}

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

models as (

    select * from {{ source('ml', 'models') }}

),

coefficients as (

    select * from {{ source('ml', 'coefficients') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

asked as (

    select
        targets.model,
        visit_features.entity_id,
        visit_features.scored_at,
        to_jsonb(visit_features) as features
    from visit_features
    cross join settings
    cross join (values ('no_show'), ('late_cancel')) as targets (model)
    where
        visit_features.slot_outcome = 'scheduled'
        or visit_features.scored_at >= settings.today_date - 60
    union all
    select
        targets.model,
        treatment_features.entity_id,
        treatment_features.scored_at,
        to_jsonb(treatment_features) as features
    from treatment_features
    cross join settings
    cross join (values ('treatment_acceptance'), ('treatment_acceptance_30')) as targets (model)
    where treatment_features.scored_at >= settings.today_date - 91
    union all
    select
        'paid_in_60_days' as model,
        payment_features.entity_id,
        payment_features.scored_at,
        to_jsonb(payment_features) as features
    from payment_features
    cross join settings
    where payment_features.scored_at >= settings.today_date - 61
    union all
    select
        targets.model,
        recall_features.entity_id,
        recall_features.scored_at,
        to_jsonb(recall_features) as features
    from recall_features
    cross join settings
    cross join (values ('recall_return'), ('attrition')) as targets (model)
    where
        recall_features.is_last_visit
        or recall_features.scored_at >= settings.today_date - 60

),

-- All weights of a version side by side, under the names of their features.
in_use as (

    select
        coefficients.model,
        coefficients.version,
        jsonb_object_agg(coefficients.feature, coefficients.weight) as weights
    from coefficients
    inner join models
        on
            coefficients.model = models.model
            and coefficients.version = models.version
    where models.role <> 'retired'
    group by coefficients.model, coefficients.version

),

weighed as (

    select
        asked.model,
        in_use.version,
        asked.entity_id,
        asked.scored_at,
        (
            select
                sum(
                    weights.value::double precision
                    * case
                        when weights.key = 'intercept' then 1
                        else (asked.features ->> weights.key)::double precision
                    end
                )
            from jsonb_each_text(in_use.weights) as weights
        ) as logit
    from asked
    inner join in_use
        on asked.model = in_use.model

),

final as (

    select
        model,
        version,
        entity_id,
        scored_at,
        1 / (1 + exp(-logit)) as probability
    from weighed

)

select * from final
