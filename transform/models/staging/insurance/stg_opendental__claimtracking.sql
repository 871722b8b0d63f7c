with

source as (

    select * from {{ source('opendental', 'claimtracking') }}

),

renamed as (

    select
        -- keys
        "ClaimTrackingNum" as claim_tracking_id,
        nullif("ClaimNum", 0) as claim_id,
        nullif("UserNum", 0) as user_id,
        nullif("TrackingDefNum", 0) as tracking_definition_id,
        nullif("TrackingErrorDefNum", 0) as tracking_error_definition_id,

        -- attributes
        "TrackingType" as tracking_type,

        -- times (practice-local; stamps UTC)
        "DateTimeEntry" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
