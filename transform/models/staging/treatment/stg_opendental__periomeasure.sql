with

source as (

    select * from {{ source('opendental', 'periomeasure') }}

),

renamed as (

    select
        -- keys
        "PerioMeasureNum" as perio_measure_id,
        nullif("PerioExamNum", 0) as perio_exam_id,

        -- attributes
        "SequenceType" as perio_sequence_code,
        case "SequenceType"
            when 0 then 'mobility'
            when 1 then 'furcation'
            when 2 then 'ging_margin'
            when 3 then 'mgj'
            when 4 then 'probing'
            when 5 then 'skip_tooth'
            when 6 then 'bleed_sup_plaq_calc'
            when 7 then 'cal'
        end as perio_sequence,
        "IntTooth" as tooth,
        nullif("ToothValue", -1) as tooth_value,
        nullif("MBvalue", -1) as mesial_buccal_value,
        nullif("Bvalue", -1) as buccal_value,
        nullif("DBvalue", -1) as distal_buccal_value,
        nullif("MLvalue", -1) as mesial_lingual_value,
        nullif("Lvalue", -1) as lingual_value,
        nullif("DLvalue", -1) as distal_lingual_value,

        -- times (practice-local; stamps UTC)
        nullif("SecDateTEntry", '0001-01-01'::timestamp) as source_created_at,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
