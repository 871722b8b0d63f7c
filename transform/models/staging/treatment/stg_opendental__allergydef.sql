with

source as (

    select * from {{ source('opendental', 'allergydef') }}

),

renamed as (

    select
        -- keys
        "AllergyDefNum" as allergy_id,
        nullif("MedicationNum", 0) as medication_id,

        -- attributes
        "Description" as allergy_name,
        "SnomedType" as snomed_allergy_type_code,
        case "SnomedType"
            when 0 then 'none'
            when 1 then 'allergy_to_substance'
            when 2 then 'drug_allergy'
            when 3 then 'drug_intolerance'
            when 4 then 'food_allergy'
            when 5 then 'food_intolerance'
            when 6 then 'adverse_reactions'
            when 7 then 'adverse_reactions_to_drug'
            when 8 then 'adverse_reactions_to_food'
            when 9 then 'adverse_reactions_to_substance'
        end as snomed_allergy_type,
        "UniiCode" as unii,

        -- flags
        "IsHidden" <> 0 as is_hidden,

        -- times (practice-local; stamps UTC)
        "DateTStamp" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
