-- Where an income transfer took money from and gave it to: one row per transfer and owner (patient,
-- provider, clinic, kind of money).
with

splits as (

    select * from {{ ref('fct_payment_splits') }}

),

owners as (

    select
        payment_id,
        patient_id,
        provider_id,
        clinic_id,
        is_unearned,
        payment_date,
        sum(split_amount) as moved_amount,
        max(_loaded_at) as _loaded_at
    from splits
    where is_income_transfer
    group by
        payment_id,
        patient_id,
        provider_id,
        clinic_id,
        is_unearned,
        payment_date

),

final as (

    select
        payment_id,
        patient_id,
        provider_id,
        clinic_id,
        is_unearned,
        payment_date,
        moved_amount::numeric(14, 2) as moved_amount,
        sum(moved_amount) over (partition by payment_id)::numeric(14, 2) as transfer_net_amount,
        _loaded_at
    from owners
    where moved_amount <> 0

)

select * from final
