with

source as (

    select * from {{ source('opendental', 'histappointment') }}

),

renamed as (

    select
        -- keys
        "HistApptNum" as appointment_history_id,
        nullif("HistUserNum", 0) as recorded_by_user_id,
        nullif("AptNum", 0) as appointment_id,
        nullif("PatNum", 0) as patient_id,
        nullif("Confirmed", 0) as confirmation_status_id,
        nullif("Op", 0) as operatory_id,
        nullif("ProvNum", 0) as provider_id,
        nullif("ProvHyg", 0) as hygienist_id,
        nullif("NextAptNum", 0) as planned_appointment_id,
        nullif("UnschedStatus", 0) as unscheduled_status_id,
        nullif("Assistant", 0) as assistant_employee_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("InsPlan1", 0) as primary_insurance_plan_id,
        nullif("InsPlan2", 0) as secondary_insurance_plan_id,
        nullif("AppointmentTypeNum", 0) as appointment_type_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,

        -- attributes
        "HistApptAction" as history_action_code,
        case "HistApptAction"
            when 0 then 'created'
            when 1 then 'changed'
            when 2 then 'missed'
            when 3 then 'cancelled'
            when 4 then 'deleted'
        end as history_action,
        "ApptSource" as appointment_source_code,
        case "ApptSource"
            when 0 then 'none'
            when 1 then 'e_connector'
            when 2 then 'broadcaster'
            when 3 then 'broadcast_monitor'
            when 4 then 'service_main_hq'
            when 5 then 'open_dental_service'
            when 6 then 'open_dental_api_service'
        end as appointment_source,
        "AptStatus" as appointment_status_code,
        case "AptStatus"
            when 0 then 'none'
            when 1 then 'scheduled'
            when 2 then 'complete'
            when 3 then 'unscheduled_list'
            when 4 then 'asap'
            when 5 then 'broken'
            when 6 then 'planned'
            when 7 then 'patient_note'
            when 8 then 'patient_note_completed'
        end as appointment_status,
        "Pattern" as time_pattern,
        "ProcsColored" as procs_colored,
        "Priority" as appointment_priority_code,
        case "Priority"
            when 0 then 'normal'
            when 1 then 'asap'
        end as appointment_priority,
        "ProvBarText" as provider_bar_text,
        "PatternSecondary" as secondary_time_pattern,
        "ItemOrderPlanned" as planned_item_order,

        -- flags
        "TimeLocked" <> 0 as is_time_locked,
        "IsNewPatient" <> 0 as is_new_patient,
        "IsHygiene" <> 0 as is_hygiene,

        -- times (practice-local; stamps UTC)
        nullif("HistDateTStamp", '0001-01-01'::timestamp) as recorded_at,
        nullif("AptDateTime", '0001-01-01'::timestamp) as scheduled_at,
        "DateTStamp" as appointment_updated_at,
        nullif("DateTimeArrived", '0001-01-01'::timestamp) as arrived_at,
        nullif("DateTimeSeated", '0001-01-01'::timestamp) as seated_at,
        nullif("DateTimeDismissed", '0001-01-01'::timestamp) as dismissed_at,
        nullif("DateTimeAskedToArrive", '0001-01-01'::timestamp) as asked_to_arrive_at,
        nullif("SecDateTEntry", '0001-01-01'::timestamp) as source_created_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
