with

source as (

    select * from {{ source('opendental', 'treatplanattach') }}

),

renamed as (

    select
        -- keys
        "TreatPlanAttachNum" as treatment_plan_procedure_id,
        nullif("TreatPlanNum", 0) as treatment_plan_id,
        nullif("ProcNum", 0) as procedure_id,
        nullif("Priority", 0) as priority_id,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
