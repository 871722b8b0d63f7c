with

source as (

    select * from {{ source('opendental', 'allergy') }}

),

renamed as (

    select
        -- keys
        "AllergyNum" as patient_allergy_id,
        nullif("AllergyDefNum", 0) as allergy_id,
        nullif("PatNum", 0) as patient_id,

        -- attributes
        "SnomedReaction" as snomed_reaction,

        -- flags
        "StatusIsActive" <> 0 as is_active,

        -- times (practice-local; stamps UTC)
        "DateTStamp" as source_updated_at,
        nullif("DateAdverseReaction", '0001-01-01'::date) as adverse_reaction_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
