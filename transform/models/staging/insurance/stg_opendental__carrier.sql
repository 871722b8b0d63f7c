with

source as (

    select * from {{ source('opendental', 'carrier') }}

),

renamed as (

    select
        -- keys
        "CarrierNum" as carrier_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,
        nullif("CarrierGroupName", 0) as carrier_group_id,

        -- attributes
        "CarrierName" as carrier_name,
        "City" as city,
        "State" as state,
        "Zip" as zip,
        "ElectID" as electronic_payer,
        "NoSendElect" as electronic_sending_code,
        case "NoSendElect"
            when 0 then 'send_elect'
            when 1 then 'no_send_elect'
            when 2 then 'no_send_secondary_elect'
        end as electronic_sending,
        "TrustedEtransFlags" as trusted_etrans_flags_code,
        "CobInsPaidBehaviorOverride" as cob_insurance_paid_behavior_override_code,
        case "CobInsPaidBehaviorOverride"
            when 0 then 'default'
            when 1 then 'claim_level'
            when 2 then 'procedure_level'
            when 3 then 'both'
        end as cob_insurance_paid_behavior_override,
        "EraAutomationOverride" as era_automation_override_code,
        case "EraAutomationOverride"
            when 0 then 'use_global'
            when 1 then 'review_all'
            when 2 then 'semi_automatic'
            when 3 then 'fully_automatic'
        end as era_automation_override,
        "OrthoInsPayConsolidate" as ortho_insurance_payment_consolidate_code,
        case "OrthoInsPayConsolidate"
            when 0 then 'global'
            when 1 then 'force_consolidate_on'
            when 2 then 'force_consolidate_off'
        end as ortho_insurance_payment_consolidate,

        -- flags
        "IsCDA" <> 0 as is_cda,
        "IsHidden" <> 0 as is_hidden,
        "IsCoinsuranceInverted" <> 0 as is_coinsurance_inverted,

        -- times (practice-local; stamps UTC)
        nullif("SecDateEntry", '0001-01-01'::date) as source_created_date,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
