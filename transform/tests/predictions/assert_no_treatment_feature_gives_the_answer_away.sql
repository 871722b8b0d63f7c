-- A feature that alone ranks accepted plans with an area above 0.85 holds something of the
-- outcome, as nothing known before can do so. With fewer than 30 of either outcome it may be
-- chance.
with

features as (

    select * from {{ ref('int_treatment_features_known') }}

),

-- Every number that is neither a key nor an outcome, one added tomorrow among them.
counted as (

    select
        numbers.key as feature,
        numbers.value::double precision as feature_value,
        count(*) filter (where features.accepted_in_30_days_target = 1)
            as accepted_in_30_days_count,
        count(*) filter (where features.accepted_in_30_days_target = 0)
            as not_accepted_in_30_days_count,
        count(*) filter (where features.accepted_in_90_days_target = 1)
            as accepted_in_90_days_count,
        count(*) filter (where features.accepted_in_90_days_target = 0)
            as not_accepted_in_90_days_count
    from features
    cross join
        lateral jsonb_each(
            to_jsonb(features) - array[
                'entity_id',
                'patient_id',
                'guarantor_id',
                'provider_id',
                'clinic_id',
                'accepted_in_30_days_target',
                'accepted_in_90_days_target'
            ]
        ) as numbers
    where jsonb_typeof(numbers.value) = 'number'
    group by numbers.key, numbers.value

),

outcomes as (

    select
        targets.target,
        counted.feature,
        counted.feature_value,
        targets.happened_count,
        targets.not_happened_count
    from counted
    cross join lateral (
        values
        (
            'accepted_in_30_days_target',
            counted.accepted_in_30_days_count,
            counted.not_accepted_in_30_days_count
        ),
        (
            'accepted_in_90_days_target',
            counted.accepted_in_90_days_count,
            counted.not_accepted_in_90_days_count
        )
    ) as targets (target, happened_count, not_happened_count)

),

-- The area under the ROC curve is the rank sum: of all pairs of a moment at which it happened and
-- one at which it did not, those where the first has the higher value, ties counted half.
ranked as (

    select
        *,
        sum(not_happened_count) over (
            partition by target, feature
            order by feature_value
        ) - not_happened_count / 2.0 as lower_count
    from outcomes

),

areas as (

    select
        target,
        feature,
        sum(happened_count) as happened_count,
        sum(not_happened_count) as not_happened_count,
        sum(happened_count * lower_count)
        / nullif(sum(happened_count) * sum(not_happened_count), 0) as area
    from ranked
    group by target, feature

)

select
    target,
    feature,
    area
from areas
where
    greatest(area, 1 - area) > 0.85
    and least(happened_count, not_happened_count) >= 30
