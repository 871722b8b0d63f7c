-- What was owed at the end of each closed month as the run that first saw it closed found it, and
-- as today's lines have it; the lines between are in rpt_balance_restatement_causes.
with

traced as (

    select * from {{ ref('int_balance_restatements_traced') }}

),

final as (

    select
        -- keys
        as_of_date,
        coalesce(clinic_id, 0) as clinic_id,

        -- measures
        sum(frozen_balance_0_30_amount)::numeric(14, 2) as frozen_balance_0_30_amount,
        sum(current_balance_0_30_amount)::numeric(14, 2) as current_balance_0_30_amount,
        sum(frozen_balance_31_60_amount)::numeric(14, 2) as frozen_balance_31_60_amount,
        sum(current_balance_31_60_amount)::numeric(14, 2) as current_balance_31_60_amount,
        sum(frozen_balance_61_90_amount)::numeric(14, 2) as frozen_balance_61_90_amount,
        sum(current_balance_61_90_amount)::numeric(14, 2) as current_balance_61_90_amount,
        sum(frozen_balance_over_90_amount)::numeric(14, 2) as frozen_balance_over_90_amount,
        sum(current_balance_over_90_amount)::numeric(14, 2) as current_balance_over_90_amount,
        sum(frozen_balance_total_amount)::numeric(14, 2) as frozen_balance_total_amount,
        sum(current_balance_total_amount)::numeric(14, 2) as current_balance_total_amount,
        sum(difference_amount)::numeric(14, 2) as difference_amount,
        count(*) filter (where is_restated) as restated_family_count,

        -- flags
        bool_or(is_restated) as is_restated,

        -- times
        min(frozen_date) as frozen_date,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from traced
    group by
        as_of_date,
        coalesce(clinic_id, 0)

)

select * from final
