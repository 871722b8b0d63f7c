with

deposits as (

    select * from {{ ref('stg_opendental__deposit') }}

),

totals as (

    select * from {{ ref('int_deposits_totaled') }}

),

final as (

    select
        -- keys
        coalesce(deposits.deposit_id, totals.deposit_id) as deposit_id,

        -- measures
        coalesce(round(deposits.deposit_amount, 2), 0)::numeric(14, 2) as deposit_amount,
        coalesce(totals.deposited_patient_amount, 0)::numeric(14, 2) as deposited_patient_amount,
        coalesce(totals.deposited_insurance_amount, 0)::numeric(14, 2)
            as deposited_insurance_amount,
        (
            coalesce(round(deposits.deposit_amount, 2), 0)
            - coalesce(totals.deposited_patient_amount, 0)
            - coalesce(totals.deposited_insurance_amount, 0)
        )::numeric(14, 2) as unexplained_amount,
        coalesce(totals.item_count, 0) as item_count,

        -- flags
        coalesce(round(deposits.deposit_amount, 2), 0)
        = coalesce(totals.deposited_patient_amount, 0)
        + coalesce(totals.deposited_insurance_amount, 0)
            as is_explained,

        -- times
        deposits.deposit_date,

        -- loader (UTC)
        greatest(deposits._loaded_at, totals._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from deposits
    full outer join totals
        on deposits.deposit_id = totals.deposit_id

)

select * from final
