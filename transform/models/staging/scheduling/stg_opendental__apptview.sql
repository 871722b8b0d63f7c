with

source as (

    select * from {{ source('opendental', 'apptview') }}

),

renamed as (

    select
        -- keys
        "ApptViewNum" as appointment_view_id,
        nullif("ClinicNum", 0) as clinic_id,

        -- attributes
        "Description" as appointment_view_name,
        "ItemOrder" as item_order,
        "RowsPerIncr" as rows_per_increment,
        "OnlySchedBeforeTime" as only_scheduled_before_time,
        "OnlySchedAfterTime" as only_scheduled_after_time,

        -- flags
        "OnlyScheduledProvs" <> 0 as is_limited_to_scheduled_providers,
        "OnlyScheduledProvDays" <> 0 as is_limited_to_scheduled_provider_days,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
