with

source as (

    select * from {{ source('opendental', 'entrylog') }}

),

renamed as (

    select
        -- keys
        "EntryLogNum" as entry_log_id,
        nullif("UserNum", 0) as user_id,
        nullif("FKey", 0) as linked_id,

        -- attributes
        "FKeyType" as linked_type_code,
        case "FKeyType"
            when 0 then 'appointment'
        end as linked_type,
        "LogSource" as log_source_code,
        case "LogSource"
            when 0 then 'none'
            when 1 then 'web_sched'
            when 2 then 'ins_plan_import_834'
            when 3 then 'hl_7'
            when 4 then 'dbm'
            when 5 then 'fhir'
            when 6 then 'patient_portal'
            when 7 then 'web_sched_new_pat_appt'
            when 8 then 'auto_confirmations'
            when 9 then 'diagnostic'
            when 10 then 'mobile_web'
            when 11 then 'canada_eob_auto_import'
            when 12 then 'web_sched_asap'
            when 13 then 'open_dental_service'
            when 14 then 'broadcast_monitor'
            when 15 then 'auto_log_off'
            when 16 then 'od_mobile'
            when 17 then 'text_messaging'
            when 18 then 'care_credit'
            when 19 then 'web_sched_existing_patient'
            when 20 then 'e_rx'
            when 21 then 'signup_portal'
            when 22 then 'employer_import_834'
            when 23 then 'api'
            when 24 then 'claim_receive_automatic'
            when 25 then 'payment_portal'
        end as log_source,

        -- times (practice-local; stamps UTC)
        nullif("EntryDateTime", '0001-01-01'::timestamp) as logged_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
