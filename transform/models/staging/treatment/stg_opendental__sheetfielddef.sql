with

source as (

    select * from {{ source('opendental', 'sheetfielddef') }}

),

renamed as (

    select
        -- keys
        "SheetFieldDefNum" as sheet_template_field_id,
        nullif("SheetDefNum", 0) as sheet_template_id,

        -- attributes
        "FieldType" as sheet_field_type_code,
        case "FieldType"
            when 0 then 'output_text'
            when 1 then 'input_field'
            when 2 then 'static_text'
            when 3 then 'parameter'
            when 4 then 'image'
            when 5 then 'drawing'
            when 6 then 'line'
            when 7 then 'rectangle'
            when 8 then 'check_box'
            when 9 then 'sig_box'
            when 10 then 'pat_image'
            when 11 then 'special'
            when 12 then 'grid'
            when 13 then 'combo_box'
            when 14 then 'screen_chart'
            when 15 then 'mobile_header'
            when 16 then 'sig_box_practice'
        end as sheet_field_type,
        "FieldName" as field_name,
        "RadioButtonValue" as radio_button_value,
        "RadioButtonGroup" as radio_button_group,
        "ReportableName" as reportable_name,
        "LayoutMode" as layout_mode_code,
        case "LayoutMode"
            when 0 then 'default'
            when 1 then 'treat_plan'
            when 2 then 'ecw'
            when 3 then 'ecw_treat_plan'
            when 4 then 'orion'
            when 5 then 'orion_treat_plan'
            when 6 then 'medical_practice'
            when 7 then 'medical_practice_treat_plan'
        end as layout_mode,
        "Language" as language,

        -- flags
        "IsRequired" <> 0 as is_required,
        "IsPaymentOption" <> 0 as is_payment_option,
        "IsLocked" <> 0 as is_locked,
        "CanElectronicallySign" <> 0 as is_electronic_signature_allowed,
        "IsSigProvRestricted" <> 0 as is_signature_for_provider_only,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
