with

source as (

    select * from {{ source('opendental', 'recurringcharge') }}

),

renamed as (

    select
        -- keys
        "RecurringChargeNum" as recurring_charge_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("UserNum", 0) as user_id,
        nullif("PayNum", 0) as payment_id,
        nullif("CreditCardNum", 0) as credit_card_id,

        -- attributes
        "ChargeStatus" as charge_status_code,
        case "ChargeStatus"
            when 0 then 'not_yet_charged'
            when 1 then 'charge_successful'
            when 2 then 'charge_failed'
            when 3 then 'charge_declined'
        end as charge_status,

        -- measures
        "FamBal"::numeric as family_balance_amount,
        "PayPlanDue"::numeric as payment_plan_due_amount,
        "TotalDue"::numeric as total_due_amount,
        "RepeatAmt"::numeric as repeating_amount,
        "ChargeAmt"::numeric as charge_amount,

        -- times (practice-local; stamps UTC)
        nullif("DateTimeCharge", '0001-01-01'::timestamp) as charged_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
