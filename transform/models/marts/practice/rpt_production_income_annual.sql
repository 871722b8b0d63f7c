with

report as (

    select * from {{ ref('rpt_production_income') }}

),

summed as (

    select
        date_trunc('month', report_date)::date as month_start_date,
        clinic_id,
        sum(production_amount) as production_amount,
        sum(adjustment_amount) as adjustment_amount,
        sum(write_off_pay_date_amount) as write_off_pay_date_amount,
        sum(write_off_procedure_date_amount) as write_off_procedure_date_amount,
        sum(write_off_claim_date_amount) as write_off_claim_date_amount,
        sum(patient_income_amount) as patient_income_amount,
        sum(unearned_income_amount) as unearned_income_amount,
        sum(insurance_income_amount) as insurance_income_amount,
        max(_loaded_at) as _loaded_at
    from report
    group by
        date_trunc('month', report_date)::date,
        clinic_id

),

final as (

    select
        -- keys
        month_start_date,
        clinic_id,

        -- measures
        production_amount,
        adjustment_amount,
        write_off_pay_date_amount,
        write_off_procedure_date_amount,
        write_off_claim_date_amount,
        production_amount + adjustment_amount + write_off_pay_date_amount
            as total_production_pay_date_amount,
        production_amount + adjustment_amount + write_off_procedure_date_amount
            as total_production_procedure_date_amount,
        production_amount + adjustment_amount + write_off_claim_date_amount
            as total_production_claim_date_amount,
        patient_income_amount,
        unearned_income_amount,
        insurance_income_amount,
        patient_income_amount + insurance_income_amount as total_income_amount,
        patient_income_amount + unearned_income_amount + insurance_income_amount
            as total_income_with_unearned_amount,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from summed

)

select * from final
