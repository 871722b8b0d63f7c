with

source as (

    select * from {{ source('opendental', 'procmultivisit') }}

),

renamed as (

    select
        -- keys
        "ProcMultiVisitNum" as multi_visit_item_id,
        nullif("GroupProcMultiVisitNum", 0) as multi_visit_group_id,
        nullif("ProcNum", 0) as procedure_id,
        nullif("PatNum", 0) as patient_id,

        -- attributes
        "ProcStatus" as procedure_status_code,
        case "ProcStatus"
            when 1 then 'treatment_planned'
            when 2 then 'complete'
            when 3 then 'existing_current_provider'
            when 4 then 'existing_other_provider'
            when 5 then 'referred_out'
            when 6 then 'deleted'
            when 7 then 'condition'
            when 8 then 'treatment_planned_inactive'
        end as procedure_status,

        -- flags
        "IsInProcess" <> 0 as is_in_process,

        -- times (practice-local; stamps UTC)
        nullif("SecDateTEntry", '0001-01-01'::timestamp) as source_created_at,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
