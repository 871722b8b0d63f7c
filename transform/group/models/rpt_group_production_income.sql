-- Production and income by month. A practice's own report says which of the three write-off columns
-- it goes by; the group compares practices by one of them.
with

days as (

    select * from {{ source('practices', 'rpt_production_income') }}

),

final as (

    select
        -- keys
        practice_id,
        cast(date_trunc('month', report_date) as date) as month_start_date,
        clinic_id,

        -- measures
        cast(sum(production_amount) as numeric(18, 2)) as production_amount,
        cast(sum(adjustment_amount) as numeric(18, 2)) as adjustment_amount,
        cast(sum(write_off_pay_date_amount) as numeric(18, 2)) as write_off_pay_date_amount,
        cast(sum(write_off_procedure_date_amount) as numeric(18, 2))
            as write_off_procedure_date_amount,
        cast(sum(write_off_claim_date_amount) as numeric(18, 2)) as write_off_claim_date_amount,
        cast(sum(patient_income_amount) as numeric(18, 2)) as patient_income_amount,
        cast(sum(unearned_income_amount) as numeric(18, 2)) as unearned_income_amount,
        cast(sum(insurance_income_amount) as numeric(18, 2)) as insurance_income_amount,

        -- times
        max(_loaded_at) as _loaded_at,
        cast('{{ var("built_at") }}' as timestamp) as _built_at
    from days
    group by
        practice_id,
        cast(date_trunc('month', report_date) as date),
        clinic_id

)

select * from final
