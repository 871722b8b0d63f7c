-- Who owes what, by age, at the days each practice ages at. Balances of one day add up over clinics
-- and practices, never over days.
with

families as (

    select * from {{ source('practices', 'rpt_ar_aging') }}

),

final as (

    select
        -- keys
        practice_id,
        as_of_date,
        clinic_id,

        -- measures
        count(*) as family_count,
        cast(sum(balance_0_30_amount) as numeric(18, 2)) as balance_0_30_amount,
        cast(sum(balance_31_60_amount) as numeric(18, 2)) as balance_31_60_amount,
        cast(sum(balance_61_90_amount) as numeric(18, 2)) as balance_61_90_amount,
        cast(sum(balance_over_90_amount) as numeric(18, 2)) as balance_over_90_amount,
        cast(sum(balance_total_amount) as numeric(18, 2)) as balance_total_amount,
        cast(sum(insurance_estimate_amount) as numeric(18, 2)) as insurance_estimate_amount,
        cast(sum(write_off_estimate_amount) as numeric(18, 2)) as write_off_estimate_amount,
        cast(sum(patient_portion_amount) as numeric(18, 2)) as patient_portion_amount,

        -- flags
        max(case when is_today then 1 else 0 end) = 1 as is_today,

        -- times
        max(_loaded_at) as _loaded_at,
        cast('{{ var("built_at") }}' as timestamp) as _built_at
    from families
    group by
        practice_id,
        as_of_date,
        clinic_id

)

select * from final
