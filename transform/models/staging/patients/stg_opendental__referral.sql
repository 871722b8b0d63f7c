with

source as (

    select * from {{ source('opendental', 'referral') }}

),

renamed as (

    select
        -- keys
        "ReferralNum" as referral_id,
        nullif("Specialty", 0) as specialty_id,
        nullif("PatNum", 0) as patient_id,
        nullif("Slip", 0) as slip_sheet_id,

        -- attributes; what is no person (an advertisement, a website) has its name where others
        -- have a last name, which is not staged
        case when "NotPerson" <> 0 then "LName" end as source_name,
        "ST" as state,
        "Title" as title,

        -- flags
        "UsingTIN" <> 0 as is_tax_id_used,
        "IsHidden" <> 0 as is_hidden,
        "NotPerson" <> 0 as is_not_person,
        "IsDoctor" <> 0 as is_doctor,
        "IsTrustedDirect" <> 0 as is_trusted_direct,
        "IsPreferred" <> 0 as is_preferred,

        -- times (practice-local; stamps UTC)
        "DateTStamp" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
