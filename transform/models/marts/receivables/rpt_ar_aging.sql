with

aging as (

    select * from {{ ref('rpt_ar_aging_by_pay_plan_version') }}

),

final as (

    select
        as_of_date,
        guarantor_id,
        clinic_id,
        balance_0_30_amount,
        balance_31_60_amount,
        balance_61_90_amount,
        balance_over_90_amount,
        balance_total_amount,
        insurance_estimate_amount,
        write_off_estimate_amount,
        patient_portion_amount,
        is_today
    from aging
    where is_own_version

)

select * from final
