with

source as (

    select * from {{ source('opendental', 'statement') }}

),

renamed as (

    select
        -- keys
        "StatementNum" as statement_id,
        nullif("PatNum", 0) as patient_id,
        nullif("DocNum", 0) as document_id,
        nullif("SuperFamily", 0) as super_family_id,

        -- attributes
        "Mode_" as statement_mode_code,
        case "Mode_"
            when 0 then 'mail'
            when 1 then 'in_person'
            when 2 then 'email'
            when 3 then 'electronic'
        end as statement_mode,
        "StatementType" as statement_type,
        "SmsSendStatus" as sms_send_status_code,
        case "SmsSendStatus"
            when 0 then 'undefined'
            when 1 then 'do_not_send'
            when 2 then 'send_not_attempted'
            when 3 then 'send_successful'
            when 4 then 'send_failed'
            when 5 then 'sent_awaiting_receipt'
        end as sms_send_status,
        "LimitedCustomFamily" as limited_custom_family_code,
        case "LimitedCustomFamily"
            when 0 then 'none'
            when 1 then 'patient'
            when 2 then 'family'
            when 3 then 'super_family'
        end as limited_custom_family,

        -- measures
        "InsEst"::numeric as insurance_estimate_amount,
        "BalTotal"::numeric as balance_total_amount,

        -- flags
        "HidePayment" <> 0 as is_payment_hidden,
        "SinglePatient" <> 0 as is_single_patient,
        "Intermingled" <> 0 as is_intermingled,
        "IsSent" <> 0 as is_sent,
        "IsReceipt" <> 0 as is_receipt,
        "IsInvoice" <> 0 as is_invoice,
        "IsInvoiceCopy" <> 0 as is_invoice_copy,
        "IsBalValid" <> 0 as is_balance_valid,

        -- times (practice-local; stamps UTC)
        nullif("DateSent", '0001-01-01'::date) as sent_date,
        nullif("DateRangeFrom", '0001-01-01'::date) as range_from_date,
        nullif("DateRangeTo", '0001-01-01'::date) as range_to_date,
        "DateTStamp" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
