with

source as (

    select * from {{ source('opendental', 'creditcard') }}

),

renamed as (

    select
        -- keys
        "CreditCardNum" as credit_card_id,
        nullif("PatNum", 0) as patient_id,
        nullif("PayPlanNum", 0) as payment_plan_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("PaymentType", 0) as payment_type_id,

        -- attributes
        "ItemOrder" as item_order,
        "Procedures" as procedure_codes,
        "CCSource" as card_source_code,
        case "CCSource"
            when 0 then 'none'
            when 1 then 'x_server'
            when 2 then 'x_web'
            when 3 then 'pay_connect'
            when 4 then 'x_server_pay_connect'
            when 5 then 'x_web_portal_login'
            when 6 then 'pay_simple'
            when 7 then 'pay_simple_ach'
            when 8 then 'pay_connect_portal'
            when 9 then 'pay_connect_portal_login'
            when 10 then 'care_credit'
            when 11 then 'edge_express_rcm'
            when 12 then 'edge_express_cnp'
            when 13 then 'api'
            when 14 then 'edge_express_payment_portal'
            when 15 then 'edge_express_payment_portal_guest'
            when 16 then 'pay_connect_payment_portal'
            when 17 then 'pay_connect_payment_portal_guest'
            when 18 then 'pay_simple_payment_portal'
            when 19 then 'pay_simple_payment_portal_guest'
            when 20 then 'pay_simple_payment_portal_ach'
            when 21 then 'x_web_payment_portal'
            when 22 then 'x_web_payment_portal_guest'
        end as card_source,
        "ChargeFrequency" as charge_frequency,

        -- measures
        "ChargeAmt"::numeric as recurring_charge_amount,

        -- flags
        "ExcludeProcSync" <> 0 as is_procedure_sync_excluded,
        "CanChargeWhenNoBal" <> 0 as is_charged_without_balance,
        "IsRecurringActive" <> 0 as is_recurring_active,

        -- times (practice-local; stamps UTC)
        nullif("DateStart", '0001-01-01'::date) as start_date,
        nullif("DateStop", '0001-01-01'::date) as stop_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
