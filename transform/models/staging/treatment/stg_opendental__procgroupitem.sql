with

source as (

    select * from {{ source('opendental', 'procgroupitem') }}

),

renamed as (

    select
        -- keys
        "ProcGroupItemNum" as procedure_group_item_id,
        nullif("ProcNum", 0) as procedure_id,
        nullif("GroupNum", 0) as group_note_procedure_id,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
