-- Open Dental: RpUnearnedIncome.GetLineItemUnearnedData, a day at a time. What came in as a
-- prepayment and what was used up are opposite splits; the day's sum is what the liability moved
-- by.
with

splits as (

    select * from {{ ref('fct_payment_splits') }}

),

final as (

    select
        -- keys
        payment_date as report_date,
        clinic_id,
        unearned_type_id,

        -- attributes
        max(unearned_type) as unearned_type,

        -- measures
        coalesce(sum(split_amount) filter (where split_amount > 0), 0)::numeric(14, 2)
            as received_amount,
        coalesce(sum(split_amount) filter (where split_amount < 0), 0)::numeric(14, 2)
            as used_amount,
        sum(split_amount)::numeric(14, 2) as unearned_amount,
        count(*) as split_count,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from splits
    where
        is_unearned
        and not is_hidden_unearned
        and payment_date is not null
    group by
        payment_date,
        clinic_id,
        unearned_type_id

)

select * from final
