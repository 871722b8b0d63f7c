with

contacts as (

    select * from {{ ref('int_communications_unioned') }}

),

final as (

    select
        -- keys
        contact_record,
        contact_record_id,
        patient_id,
        user_id,
        clinic_id,

        -- attributes
        contact_mode,
        contact_direction,
        contact_purpose,

        -- flags
        is_automated,
        is_undelivered,

        -- times
        contacted_at::date as contact_date,
        contacted_at,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from contacts

)

select * from final
