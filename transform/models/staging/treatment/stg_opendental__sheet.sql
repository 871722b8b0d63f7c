with

source as (

    select * from {{ source('opendental', 'sheet') }}

),

renamed as (

    select
        -- keys
        "SheetNum" as sheet_id,
        nullif("PatNum", 0) as patient_id,
        nullif("SheetDefNum", 0) as sheet_template_id,
        nullif("DocNum", 0) as document_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("WebFormSheetID", 0) as web_form_sheet_id,

        -- attributes
        "SheetType" as sheet_type_code,
        case "SheetType"
            when 0 then 'label_patient'
            when 1 then 'label_carrier'
            when 2 then 'label_referral'
            when 3 then 'referral_slip'
            when 4 then 'label_appointment'
            when 5 then 'rx'
            when 6 then 'consent'
            when 7 then 'patient_letter'
            when 8 then 'referral_letter'
            when 9 then 'patient_form'
            when 10 then 'routing_slip'
            when 11 then 'medical_history'
            when 12 then 'lab_slip'
            when 13 then 'exam_sheet'
            when 14 then 'deposit_slip'
            when 15 then 'statement'
            when 16 then 'med_lab_results'
            when 17 then 'treatment_plan'
            when 18 then 'screening'
            when 19 then 'payment_plan'
            when 20 then 'rx_multi'
            when 21 then 'era'
            when 22 then 'era_grid_header'
            when 23 then 'rx_instruction'
            when 24 then 'patient_dashboard'
            when 25 then 'patient_dashboard_widget'
            when 26 then 'chart_module'
            when 27 then 'none'
        end as sheet_type,
        "ShowInTerminal" as terminal_order,
        "RevID" as revision,

        -- flags
        "IsWebForm" <> 0 as is_web_form,
        "IsMultiPage" <> 0 as is_multi_page,
        "IsDeleted" <> 0 as is_deleted,
        "HasMobileLayout" <> 0 as has_mobile_layout,

        -- times (practice-local; stamps UTC)
        nullif("DateTimeSheet", '0001-01-01'::timestamp) as sheet_at,
        nullif("DateTSheetEdited", '0001-01-01'::timestamp) as sheet_edited_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
