with

source as (

    select * from {{ source('opendental', 'rxpat') }}

),

renamed as (

    select
        -- keys
        "RxNum" as prescription_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ProvNum", 0) as provider_id,
        nullif("PharmacyNum", 0) as pharmacy_id,
        nullif("ProcNum", 0) as procedure_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("UserNum", 0) as user_id,

        -- attributes
        "Drug" as drug_name,
        "Disp" as dispensed_quantity,
        "Refills" as refills,
        "SendStatus" as prescription_send_status_code,
        case "SendStatus"
            when 0 then 'unsent'
            when 1 then 'in_elect_queue'
            when 2 then 'sent_elect'
            when 3 then 'printed'
            when 4 then 'faxed'
            when 5 then 'called_in'
            when 6 then 'gave_script'
            when 7 then 'pending'
        end as prescription_send_status,
        "RxCui" as rx_cui,
        "DosageCode" as dosage,
        "ErxGuid" as erx_guid,
        "RxType" as prescription_type_code,
        case "RxType"
            when 0 then 'rx'
            when 1 then 'logicoy_access'
            when 2 then 'bamboo_access'
        end as prescription_type,

        -- measures
        "DaysOfSupply"::numeric as supply_days,

        -- flags
        "IsControlled" <> 0 as is_controlled,
        "IsErxOld" <> 0 as is_erx_old,
        "IsProcRequired" <> 0 as is_procedure_required,

        -- times (practice-local; stamps UTC)
        nullif("RxDate", '0001-01-01'::date) as prescription_date,
        "DateTStamp" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
