with

source as (

    select * from {{ source('opendental', 'diseasedef') }}

),

renamed as (

    select
        -- keys
        "DiseaseDefNum" as problem_id,

        -- attributes
        "DiseaseName" as problem_name,
        "ItemOrder" as item_order,
        "ICD9Code" as icd_9,
        "SnomedCode" as snomed,
        "Icd10Code" as icd_10,

        -- flags
        "IsHidden" <> 0 as is_hidden,

        -- times (practice-local; stamps UTC)
        "DateTStamp" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
