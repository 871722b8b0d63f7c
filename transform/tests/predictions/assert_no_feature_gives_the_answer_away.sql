-- A feature that alone ranks those it happens to (a missed visit, an accepted plan, a paid bill, a
-- return) with an area above 0.85 holds something of the outcome, as nothing known before can do
-- so. With fewer than 30 of either outcome it may be chance.
with

visits as (

    select * from {{ ref('int_visit_features_known') }}
    where days_ahead = 1

),

treatments as (

    select * from {{ ref('int_treatment_features_known') }}

),

bills as (

    select * from {{ ref('int_payment_features_known') }}

),

recalls as (

    select * from {{ ref('int_recall_features_known') }}

),

known as (

    select
        'int_visit_features_known' as feature_table,
        'missed_target' as first_target,
        missed_target as first_outcome,
        'late_cancelled_target' as second_target,
        late_cancelled_target as second_outcome,
        to_jsonb(visits) as facts
    from visits
    union all
    select
        'int_treatment_features_known' as feature_table,
        'accepted_in_30_days_target' as first_target,
        accepted_in_30_days_target as first_outcome,
        'accepted_in_90_days_target' as second_target,
        accepted_in_90_days_target as second_outcome,
        to_jsonb(treatments) as facts
    from treatments
    union all
    select
        'int_payment_features_known' as feature_table,
        'paid_target' as first_target,
        paid_target as first_outcome,
        null as second_target,
        null as second_outcome,
        to_jsonb(bills) as facts
    from bills
    union all
    select
        'int_recall_features_known' as feature_table,
        'returned_target' as first_target,
        returned_target as first_outcome,
        'left_target' as second_target,
        left_target as second_outcome,
        to_jsonb(recalls) as facts
    from recalls

),

-- Every number that is neither a key nor an outcome, by its name, so one added tomorrow among them.
counted as (

    select
        known.feature_table,
        known.first_target,
        known.second_target,
        numbers.key as feature,
        numbers.value::double precision as feature_value,
        count(*) filter (where known.first_outcome = 1) as first_count,
        count(*) filter (where known.first_outcome = 0) as not_first_count,
        count(*) filter (where known.second_outcome = 1) as second_count,
        count(*) filter (where known.second_outcome = 0) as not_second_count
    from known
    cross join lateral jsonb_each(known.facts) as numbers
    where
        jsonb_typeof(numbers.value) = 'number'
        and numbers.key not like '%\_target'
        and numbers.key not like '%\_id'
    group by
        known.feature_table,
        known.first_target,
        known.second_target,
        numbers.key,
        numbers.value::double precision

),

outcomes as (

    select
        counted.feature_table,
        targets.target,
        counted.feature,
        counted.feature_value,
        targets.happened_count,
        targets.not_happened_count
    from counted
    cross join
        lateral (
            values
            (counted.first_target, counted.first_count, counted.not_first_count),
            (counted.second_target, counted.second_count, counted.not_second_count)
        ) as targets (target, happened_count, not_happened_count)
    where targets.target is not null

),

-- The area under the ROC curve is the rank sum: of all pairs of a moment at which it happened and
-- one at which it did not, those where the first has the higher value, ties counted half.
ranked as (

    select
        *,
        sum(not_happened_count) over (
            partition by feature_table, target, feature
            order by feature_value
        ) - not_happened_count / 2.0 as lower_count
    from outcomes

),

areas as (

    select
        feature_table,
        target,
        feature,
        sum(happened_count) as happened_count,
        sum(not_happened_count) as not_happened_count,
        sum(happened_count * lower_count)
        / nullif(sum(happened_count) * sum(not_happened_count), 0) as area
    from ranked
    group by feature_table, target, feature

)

select
    feature_table,
    target,
    feature,
    area
from areas
where
    greatest(area, 1 - area) > 0.85
    and least(happened_count, not_happened_count) >= 30
