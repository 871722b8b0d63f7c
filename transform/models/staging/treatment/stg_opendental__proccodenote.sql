with

source as (

    select * from {{ source('opendental', 'proccodenote') }}

),

renamed as (

    select
        -- keys
        "ProcCodeNoteNum" as procedure_code_note_id,
        nullif("CodeNum", 0) as procedure_code_id,
        nullif("ProvNum", 0) as provider_id,

        -- attributes
        "ProcTime" as time_pattern,
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

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
