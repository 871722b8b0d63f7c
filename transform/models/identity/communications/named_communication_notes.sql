with

source as (

    select * from {{ source('opendental', 'commlog') }}

),

final as (

    select
        -- keys
        "CommlogNum" as communication_id,
        nullif("PatNum", 0) as patient_id,

        -- attributes
        nullif("Note", '') as communication_note,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at
    from source
    where nullif("Note", '') is not null

)

select * from final
