with

source as (

    select * from {{ source('opendental', 'provider') }}

),

renamed as (

    select
        -- keys
        "ProvNum" as provider_id,
        nullif("FeeSched", 0) as fee_schedule_id,
        nullif("Specialty", 0) as specialty_id,
        nullif("SchoolClassNum", 0) as school_class_id,
        nullif("EmailAddressNum", 0) as email_address_id,
        nullif("ProvNumBillingOverride", 0) as billing_provider_override_id,

        -- attributes
        "Abbr" as provider_abbreviation,
        "ItemOrder" as item_order,
        "Suffix" as suffix,
        "AnesthProvType" as anesthesia_provider_type,
        "TaxonomyCodeOverride" as taxonomy_code_override,
        "StateWhereLicensed" as state_where_licensed,
        "ProvStatus" as provider_status_code,
        case "ProvStatus"
            when 0 then 'active'
            when 1 then 'deleted'
        end as provider_status,
        "IsErxEnabled" as erx_status_code,
        case "IsErxEnabled"
            when 0 then 'disabled'
            when 1 then 'enabled'
            when 2 then 'enabled_with_legacy'
        end as erx_status,
        "WebSchedDescript" as web_schedule_description,
        "WebSchedImageLocation" as web_schedule_image_location,

        -- measures
        "HourlyProdGoalAmt"::numeric as hourly_production_goal_amount,

        -- flags
        "IsSecondary" <> 0 as is_secondary,
        "IsHidden" <> 0 as is_hidden,
        "UsingTIN" <> 0 as is_tax_id_used,
        "SigOnFile" <> 0 as is_signature_on_file,
        "IsCDAnet" <> 0 as is_cd_anet,
        "IsNotPerson" <> 0 as is_not_person,
        "IsInstructor" <> 0 as is_instructor,
        "IsHiddenReport" <> 0 as is_hidden_report,

        -- times (practice-local; stamps UTC)
        "DateTStamp" as source_updated_at,
        nullif("DateTerm", '0001-01-01'::date) as termination_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
