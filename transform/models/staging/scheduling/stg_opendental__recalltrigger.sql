with

source as (

    select * from {{ source('opendental', 'recalltrigger') }}

),

renamed as (

    select
        -- keys
        "RecallTriggerNum" as recall_trigger_id,
        nullif("RecallTypeNum", 0) as recall_type_id,
        nullif("CodeNum", 0) as procedure_code_id,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
