with

lines as (

    select * from {{ ref('int_production_income_summed') }}

),

final as (

    select
        -- keys
        report_date,
        provider_id,
        clinic_id,

        -- measures
        coalesce(
            sum(line_amount) filter (where line_type = 'production'), 0
        ) as production_amount,
        coalesce(
            sum(line_amount) filter (where line_type = 'adjustment'), 0
        ) as adjustment_amount,
        coalesce(
            sum(line_amount) filter (where line_type = 'write_off_pay_date'), 0
        ) as write_off_pay_date_amount,
        coalesce(
            sum(line_amount) filter (where line_type = 'write_off_procedure_date'), 0
        ) as write_off_procedure_date_amount,
        coalesce(
            sum(line_amount) filter (where line_type = 'write_off_claim_date'), 0
        ) as write_off_claim_date_amount,
        coalesce(
            sum(line_amount) filter (where line_type = 'patient_income'), 0
        ) as patient_income_amount,
        coalesce(
            sum(line_amount) filter (where line_type = 'unearned_income'), 0
        ) as unearned_income_amount,
        coalesce(
            sum(line_amount) filter (where line_type = 'insurance_income'), 0
        ) as insurance_income_amount,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from lines
    group by
        report_date,
        provider_id,
        clinic_id

)

select * from final
