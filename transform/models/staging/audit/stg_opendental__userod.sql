with

source as (

    select * from {{ source('opendental', 'userod') }}

),

renamed as (

    select
        -- keys
        "UserNum" as user_id,
        nullif("EmployeeNum", 0) as employee_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("ProvNum", 0) as provider_id,
        nullif("TaskListInBox", 0) as inbox_task_list_id,

        -- attributes
        "AnesthProvType" as anesthesia_provider_type,
        "FailedAttempts" as failed_login_count,
        "MobileWebPinFailedAttempts" as failed_mobile_pin_count,

        -- flags
        "IsHidden" <> 0 as is_hidden,
        "DefaultHidePopups" <> 0 as is_popup_hidden_by_default,
        "PasswordIsStrong" <> 0 as is_password_strong,
        "ClinicIsRestricted" <> 0 as is_clinic_restricted,
        "InboxHidePopups" <> 0 as is_inbox_popup_hidden,
        "IsPasswordResetRequired" <> 0 as is_password_reset_required,

        -- times (practice-local; stamps UTC)
        nullif("DateTFail", '0001-01-01'::timestamp) as failed_login_at,
        nullif("DateTLastLogin", '0001-01-01'::timestamp) as last_login_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
