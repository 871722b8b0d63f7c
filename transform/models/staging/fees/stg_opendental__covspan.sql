with

source as (

    select * from {{ source('opendental', 'covspan') }}

),

renamed as (

    select
        -- keys
        "CovSpanNum" as coverage_span_id,
        nullif("CovCatNum", 0) as coverage_category_id,

        -- attributes
        "FromCode" as from_procedure_code,
        "ToCode" as to_procedure_code,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
