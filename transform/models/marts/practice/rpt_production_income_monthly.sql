-- Unlike the other two, the monthly report adds what is on the book to production, and the
-- discounts of that work to adjustments.
with

report as (

    select * from {{ ref('rpt_production_income') }}

),

scheduled as (

    select * from {{ ref('int_scheduled_production_valued') }}

),

unioned as (

    select
        report_date,
        clinic_id,
        production_amount,
        adjustment_amount,
        write_off_pay_date_amount,
        write_off_procedure_date_amount,
        write_off_claim_date_amount,
        patient_income_amount,
        unearned_income_amount,
        insurance_income_amount,
        0 as scheduled_production_amount,
        0 as scheduled_adjustment_amount,
        _loaded_at
    from report

    union all

    select
        scheduled_date as report_date,
        clinic_id,
        0 as production_amount,
        0 as adjustment_amount,
        0 as write_off_pay_date_amount,
        0 as write_off_procedure_date_amount,
        0 as write_off_claim_date_amount,
        0 as patient_income_amount,
        0 as unearned_income_amount,
        0 as insurance_income_amount,
        scheduled_production_amount,
        scheduled_adjustment_amount,
        _loaded_at
    from scheduled
    where scheduled_date is not null

),

summed as (

    select
        report_date,
        clinic_id,
        sum(production_amount) as production_amount,
        sum(adjustment_amount) as adjustment_amount,
        sum(write_off_pay_date_amount) as write_off_pay_date_amount,
        sum(write_off_procedure_date_amount) as write_off_procedure_date_amount,
        sum(write_off_claim_date_amount) as write_off_claim_date_amount,
        sum(patient_income_amount) as patient_income_amount,
        sum(unearned_income_amount) as unearned_income_amount,
        sum(insurance_income_amount) as insurance_income_amount,
        sum(scheduled_production_amount) as scheduled_production_amount,
        sum(scheduled_adjustment_amount) as scheduled_adjustment_amount,
        max(_loaded_at) as _loaded_at
    from unioned
    group by
        report_date,
        clinic_id

),

final as (

    select
        -- keys
        report_date,
        clinic_id,

        -- measures
        production_amount,
        scheduled_production_amount,
        adjustment_amount,
        scheduled_adjustment_amount,
        write_off_pay_date_amount,
        write_off_procedure_date_amount,
        write_off_claim_date_amount,
        production_amount + adjustment_amount + write_off_pay_date_amount
        + scheduled_production_amount + scheduled_adjustment_amount
            as total_production_pay_date_amount,
        production_amount + adjustment_amount + write_off_procedure_date_amount
        + scheduled_production_amount + scheduled_adjustment_amount
            as total_production_procedure_date_amount,
        production_amount + adjustment_amount + write_off_claim_date_amount
        + scheduled_production_amount + scheduled_adjustment_amount
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
