with

source as (

    select * from {{ source('opendental', 'etrans') }}

),

renamed as (

    select
        -- keys
        "EtransNum" as electronic_transaction_id,
        nullif("ClearingHouseNum", 0) as clearing_house_id,
        nullif("ClaimNum", 0) as claim_id,
        nullif("CarrierNum", 0) as carrier_id,
        nullif("CarrierNum2", 0) as secondary_carrier_id,
        nullif("PatNum", 0) as patient_id,
        nullif("EtransMessageTextNum", 0) as message_text_id,
        nullif("AckEtransNum", 0) as acknowledging_transaction_id,
        nullif("PlanNum", 0) as insurance_plan_id,
        nullif("InsSubNum", 0) as insurance_subscription_id,
        nullif("UserNum", 0) as user_id,

        -- attributes
        "Etype" as electronic_transaction_type_code,
        case "Etype"
            when 0 then 'claim_sent'
            when 1 then 'claim_printed'
            when 2 then 'claim_ca'
            when 3 then 'claim_ren'
            when 4 then 'claim_ack_ca'
            when 5 then 'claim_eob_ca'
            when 6 then 'eligibility_ca'
            when 7 then 'elig_response_ca'
            when 8 then 'claim_reversal_ca'
            when 9 then 'predeterm_ca'
            when 10 then 'request_outstand_ca'
            when 11 then 'request_summ_ca'
            when 12 then 'request_pay_ca'
            when 13 then 'claim_cob_ca'
            when 14 then 'reverse_response_ca'
            when 15 then 'predeterm_ack_ca'
            when 16 then 'predeterm_eob_ca'
            when 17 then 'outstanding_ack_ca'
            when 18 then 'email_response_ca'
            when 19 then 'payment_response_ca'
            when 20 then 'summary_response_ca'
            when 21 then 'acknowledge_997'
            when 22 then 'status_notify_277'
            when 23 then 'text_report'
            when 24 then 'benefit_inquiry_270'
            when 25 then 'benefit_response_271'
            when 26 then 'ack_error'
            when 27 then 'era_835'
            when 28 then 'acknowledge_999'
            when 29 then 'ack_interchange'
            when 30 then 'claim_ramq'
            when 31 then 'itrans_ncpl'
            when 32 then 'html'
            when 33 then 'dxc_attachments'
            when 34 then 'attachment_ca'
            when 35 then 'attachment_ack_ca'
        end as electronic_transaction_type,
        "OfficeSequenceNumber" as office_sequence_number,
        "CarrierTransCounter" as carrier_transaction_number,
        "CarrierTransCounter2" as secondary_carrier_transaction_number,
        "BatchNumber" as batch_number,
        "AckCode" as acknowledgement_code,
        case "AckCode"
            when '' then 'unknown'
            when 'A' then 'accepted'
            when 'R' then 'rejected'
            when 'Recd' then 'remittance_received'
        end as acknowledgement,
        "TransSetNum" as transaction_set_number,
        "TranSetId835" as remittance_transaction_set,
        "CarrierNameRaw" as carrier_name_as_sent,

        -- times (practice-local; stamps UTC)
        nullif("DateTimeTrans", '0001-01-01'::timestamp) as transacted_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
