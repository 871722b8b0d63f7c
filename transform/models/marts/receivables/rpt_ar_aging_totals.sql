-- Pages show what is owed by clinic; the sum over thousands of families is made once.
with

aging as (

    select * from {{ ref('rpt_ar_aging') }}

),

final as (

    select
        -- keys
        as_of_date,
        clinic_id,

        -- measures
        (count(*) filter (where balance_total_amount <> 0))::bigint as guarantor_count,
        sum(balance_0_30_amount)::numeric(14, 2) as balance_0_30_amount,
        sum(balance_31_60_amount)::numeric(14, 2) as balance_31_60_amount,
        sum(balance_61_90_amount)::numeric(14, 2) as balance_61_90_amount,
        sum(balance_over_90_amount)::numeric(14, 2) as balance_over_90_amount,
        sum(balance_total_amount)::numeric(14, 2) as balance_total_amount,
        sum(insurance_estimate_amount)::numeric(14, 2) as insurance_estimate_amount,
        sum(write_off_estimate_amount)::numeric(14, 2) as write_off_estimate_amount,
        sum(patient_portion_amount)::numeric(14, 2) as patient_portion_amount,

        -- flags
        bool_or(is_today) as is_today,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from aging
    group by
        as_of_date,
        clinic_id

)

select * from final
