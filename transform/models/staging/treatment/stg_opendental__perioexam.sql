with

source as (

    select * from {{ source('opendental', 'perioexam') }}

),

renamed as (

    select
        -- keys
        "PerioExamNum" as perio_exam_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ProvNum", 0) as provider_id,

        -- times (practice-local; stamps UTC)
        nullif("ExamDate", '0001-01-01'::date) as exam_date,
        nullif("DateTMeasureEdit", '0001-01-01'::timestamp) as measures_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
