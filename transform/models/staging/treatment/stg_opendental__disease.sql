with

source as (

    select * from {{ source('opendental', 'disease') }}

),

renamed as (

    select
        -- keys
        "DiseaseNum" as patient_problem_id,
        nullif("PatNum", 0) as patient_id,
        nullif("DiseaseDefNum", 0) as problem_id,

        -- attributes
        "ProbStatus" as problem_status_code,
        case "ProbStatus"
            when 0 then 'active'
            when 1 then 'resolved'
            when 2 then 'inactive'
        end as problem_status,
        "SnomedProblemType" as snomed_problem_type,
        "FunctionStatus" as functional_status_code,
        case "FunctionStatus"
            when 0 then 'problem'
            when 1 then 'cognitive_result'
            when 2 then 'cognitive_problem'
            when 3 then 'functional_result'
            when 4 then 'functional_problem'
        end as functional_status,

        -- times (practice-local; stamps UTC)
        "DateTStamp" as source_updated_at,
        nullif("DateStart", '0001-01-01'::date) as start_date,
        nullif("DateStop", '0001-01-01'::date) as stop_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
