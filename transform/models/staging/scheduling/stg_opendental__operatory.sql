with

source as (

    select * from {{ source('opendental', 'operatory') }}

),

renamed as (

    select
        -- keys
        "OperatoryNum" as operatory_id,
        nullif("ProvDentist", 0) as dentist_id,
        nullif("ProvHygienist", 0) as hygienist_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("OperatoryType", 0) as operatory_type_id,

        -- attributes
        "OpName" as operatory_name,
        "Abbrev" as operatory_abbreviation,
        "ItemOrder" as item_order,

        -- flags
        "IsHidden" <> 0 as is_hidden,
        "IsHygiene" <> 0 as is_hygiene,
        "SetProspective" <> 0 as is_prospective_set,
        "IsWebSched" <> 0 as is_web_scheduling,
        "IsNewPatAppt" <> 0 as is_new_patient_appointment,

        -- times (practice-local; stamps UTC)
        "DateTStamp" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
