with

source as (

    select * from {{ source('opendental', 'installmentplan') }}

),

renamed as (

    select
        -- keys
        "InstallmentPlanNum" as installment_plan_id,
        nullif("PatNum", 0) as patient_id,

        -- measures
        "MonthlyPayment"::numeric as monthly_payment_amount,
        "APR"::numeric as annual_percentage_rate,

        -- times (practice-local; stamps UTC)
        nullif("DateAgreement", '0001-01-01'::date) as agreement_date,
        nullif("DateFirstPayment", '0001-01-01'::date) as first_payment_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
