-- What is on each deposit slip: patients' payments and insurers' checks that name it.
with

payments as (

    select * from {{ ref('stg_opendental__payment') }}

),

insurance_payments as (

    select * from {{ ref('stg_opendental__claimpayment') }}

),

attached as (

    select
        deposit_id,
        round(payment_amount, 2) as deposited_patient_amount,
        0 as deposited_insurance_amount,
        _loaded_at
    from payments
    where deposit_id is not null

    union all

    select
        deposit_id,
        0 as deposited_patient_amount,
        round(check_amount, 2) as deposited_insurance_amount,
        _loaded_at
    from insurance_payments
    where deposit_id is not null

),

final as (

    select
        deposit_id,
        sum(deposited_patient_amount)::numeric(14, 2) as deposited_patient_amount,
        sum(deposited_insurance_amount)::numeric(14, 2) as deposited_insurance_amount,
        count(*) as item_count,
        max(_loaded_at) as _loaded_at
    from attached
    group by deposit_id

)

select * from final
