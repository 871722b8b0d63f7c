with

source as (

    select * from {{ source('opendental', 'labcase') }}

),

renamed as (

    select
        -- keys
        "LabCaseNum" as lab_case_id,
        nullif("PatNum", 0) as patient_id,
        nullif("LaboratoryNum", 0) as laboratory_id,
        nullif("AptNum", 0) as appointment_id,
        nullif("PlannedAptNum", 0) as planned_appointment_id,
        nullif("ProvNum", 0) as provider_id,

        -- attributes
        "InvoiceNum" as invoice_number,

        -- measures
        "LabFee"::numeric as lab_fee_amount,

        -- times (practice-local; stamps UTC)
        nullif("DateTimeDue", '0001-01-01'::timestamp) as due_at,
        nullif("DateTimeCreated", '0001-01-01'::timestamp) as source_created_at,
        nullif("DateTimeSent", '0001-01-01'::timestamp) as sent_at,
        nullif("DateTimeRecd", '0001-01-01'::timestamp) as received_at,
        nullif("DateTimeChecked", '0001-01-01'::timestamp) as checked_at,
        "DateTStamp" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
