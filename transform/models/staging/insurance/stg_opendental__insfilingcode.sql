with

source as (

    select * from {{ source('opendental', 'insfilingcode') }}

),

renamed as (

    select
        -- keys
        "InsFilingCodeNum" as filing_code_id,
        nullif("GroupType", 0) as filing_code_group_id,

        -- attributes
        "Descript" as filing_code_name,
        "EclaimCode" as electronic_claim_filing,
        "ItemOrder" as item_order,

        -- flags
        "ExcludeOtherCoverageOnPriClaims" <> 0 as is_other_coverage_left_off_primary_claims,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
