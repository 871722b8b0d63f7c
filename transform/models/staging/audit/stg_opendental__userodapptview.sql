with

source as (

    select * from {{ source('opendental', 'userodapptview') }}

),

renamed as (

    select
        -- keys
        "UserodApptViewNum" as user_appointment_view_id,
        nullif("UserNum", 0) as user_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("ApptViewNum", 0) as appointment_view_id,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
