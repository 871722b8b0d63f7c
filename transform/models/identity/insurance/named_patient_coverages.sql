with

source as (

    select * from {{ source('opendental', 'patplan') }}

),

final as (

    select
        -- keys
        "PatPlanNum" as patient_coverage_id,
        nullif("PatNum", 0) as patient_id,

        -- attributes
        nullif("PatID", '') as member_number,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at
    from source

)

select * from final
