with

source as (

    select * from {{ source('opendental', 'patientnote') }}

),

renamed as (

    select
        -- keys
        "PatNum" as patient_id,
        nullif("UserNumOrthoLocked", 0) as ortho_locked_by_user_id,

        -- attributes
        nullif("OrthoMonthsTreatOverride", -1) as ortho_treatment_months_override,
        "Consent" as consent_code,
        case "Consent"
            when 0 then 'none'
            when 1 then 'share_medication_history_erx'
        end as consent,
        "Pronoun" as pronoun_code,
        case "Pronoun"
            when 0 then 'none'
            when 1 then 'he_him'
            when 2 then 'she_her'
            when 3 then 'they_them'
        end as pronoun,

        -- times (practice-local; stamps UTC)
        nullif("DateOrthoPlacementOverride", '0001-01-01'::date) as ortho_placement_override_date,
        nullif("SecDateTEntry", '0001-01-01'::timestamp) as source_created_at,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
