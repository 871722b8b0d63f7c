with

source as (

    select * from {{ source('opendental', 'payplan') }}

),

renamed as (

    select
        -- keys
        "PayPlanNum" as payment_plan_id,
        nullif("PatNum", 0) as patient_id,
        nullif("Guarantor", 0) as guarantor_id,
        nullif("PlanNum", 0) as insurance_plan_id,
        nullif("InsSubNum", 0) as insurance_subscription_id,
        nullif("PlanCategory", 0) as payment_plan_category_id,
        nullif("MobileAppDeviceNum", 0) as mobile_app_device_id,

        -- attributes
        "PaySchedule" as payment_schedule_code,
        case "PaySchedule"
            when 0 then 'monthly'
            when 1 then 'monthly_day_of_week'
            when 2 then 'weekly'
            when 3 then 'bi_weekly'
            when 4 then 'quarterly'
        end as payment_schedule,
        "NumberOfPayments" as number_of_payments,
        "ChargeFrequency" as charge_frequency_code,
        case "ChargeFrequency"
            when 0 then 'weekly'
            when 1 then 'every_other_week'
            when 2 then 'ordinal_weekday'
            when 3 then 'monthly'
            when 4 then 'quarterly'
        end as charge_frequency,
        "DynamicPayPlanTPOption" as treatment_plan_option_code,
        case "DynamicPayPlanTPOption"
            when 0 then 'none'
            when 1 then 'await_complete'
            when 2 then 'treat_as_complete'
        end as treatment_plan_option,

        -- measures
        "APR"::numeric as annual_percentage_rate,
        "CompletedAmt"::numeric as completed_amount,
        "PayAmt"::numeric as period_payment_amount,
        "DownPayment"::numeric as down_payment_amount,

        -- flags
        "IsClosed" <> 0 as is_closed,
        "IsDynamic" <> 0 as is_dynamic,
        "IsLocked" <> 0 as is_locked,

        -- times (practice-local; stamps UTC)
        nullif("PayPlanDate", '0001-01-01'::date) as payment_plan_date,
        nullif("DatePayPlanStart", '0001-01-01'::date) as payment_plan_start_date,
        nullif("DateInterestStart", '0001-01-01'::date) as interest_start_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
