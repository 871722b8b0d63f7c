with

source as (

    select * from {{ source('opendental', 'reactivation') }}

),

renamed as (

    select
        -- keys
        "ReactivationNum" as reactivation_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ReactivationStatus", 0) as reactivation_status_id,

        -- flags
        "DoNotContact" <> 0 as is_contact_forbidden,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
