with

source as (

    select * from {{ source('opendental', 'payment') }}

),

renamed as (

    select
        -- keys
        "PayNum" as payment_id,
        nullif("PayType", 0) as payment_type_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("DepositNum", 0) as deposit_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,

        -- attributes
        "PaymentSource" as payment_source_code,
        case "PaymentSource"
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
        end as payment_source,
        "ProcessStatus" as process_status_code,
        case "ProcessStatus"
            when 0 then 'office_processed'
            when 1 then 'online_processed'
            when 2 then 'online_pending'
        end as process_status,
        "PaymentStatus" as payment_status_code,
        case "PaymentStatus"
            when 0 then 'none'
            when 1 then 'pay_simple_ach_posted'
            when 2 then 'pay_simple_ach_settled'
            when 3 then 'pay_simple_ach_failed'
        end as payment_status,

        -- measures
        "PayAmt"::numeric as payment_amount,
        "MerchantFee"::numeric as merchant_fee_amount,

        -- flags
        "IsSplit" <> 0 as is_split,
        "IsRecurringCC" <> 0 as is_recurring_cc,
        "IsCcCompleted" <> 0 as is_cc_completed,

        -- times (practice-local; stamps UTC)
        nullif("PayDate", '0001-01-01'::date) as payment_date,
        nullif("DateEntry", '0001-01-01'::date) as entry_date,
        "SecDateTEdit" as source_updated_at,
        nullif("RecurringChargeDate", '0001-01-01'::date) as recurring_charge_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
