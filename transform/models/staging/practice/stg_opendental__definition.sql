with

source as (

    select * from {{ source('opendental', 'definition') }}

),

renamed as (

    select
        -- keys
        "DefNum" as definition_id,

        -- attributes
        "Category" as definition_category_code,
        case "Category"
            when 0 then 'account_colors'
            when 1 then 'adj_types'
            when 2 then 'appt_confirmed'
            when 3 then 'appt_procs_quick_add'
            when 4 then 'billing_types'
            when 5 then 'claim_formats'
            when 6 then 'dunning_messages'
            when 7 then 'fee_sched_names_old'
            when 8 then 'medical_notes'
            when 9 then 'operatories_old'
            when 10 then 'payment_types'
            when 11 then 'proc_code_cats'
            when 12 then 'prog_note_colors'
            when 13 then 'recall_unsched_status'
            when 14 then 'service_notes'
            when 15 then 'discount_types'
            when 16 then 'diagnosis'
            when 17 then 'appointment_colors'
            when 18 then 'image_cats'
            when 19 then 'appt_phone_notes'
            when 20 then 'tx_priorities'
            when 21 then 'misc_colors'
            when 22 then 'chart_graphic_colors'
            when 23 then 'contact_categories'
            when 24 then 'letter_merge_cats'
            when 25 then 'blockout_types'
            when 26 then 'proc_button_cats'
            when 27 then 'comm_log_types'
            when 28 then 'supply_cats'
            when 29 then 'pay_split_unearned_type'
            when 30 then 'prognosis'
            when 31 then 'claim_custom_tracking'
            when 32 then 'insurance_payment_type'
            when 33 then 'task_priorities'
            when 34 then 'fee_colors'
            when 35 then 'provider_specialties'
            when 36 then 'claim_payment_tracking'
            when 37 then 'account_quick_charge'
            when 38 then 'insurance_verification_status'
            when 39 then 'regions'
            when 40 then 'claim_payment_groups'
            when 41 then 'auto_note_cats'
            when 42 then 'web_sched_new_pat_appt_types'
            when 43 then 'claim_error_code'
            when 44 then 'clinic_specialty'
            when 45 then 'job_priorities'
            when 46 then 'carrier_group_names'
            when 47 then 'pay_plan_categories'
            when 48 then 'auto_deposit'
            when 49 then 'insurance_filing_code_group'
            when 50 then 'time_card_adj_types'
            when 51 then 'web_sched_existing_appt_types'
            when 52 then 'certification_categories'
            when 53 then 'e_clipboard_image_capture'
            when 54 then 'task_categories'
            when 55 then 'operatory_types'
        end as definition_category,
        "ItemOrder" as item_order,
        "ItemName" as definition_name,
        "ItemValue" as definition_value,

        -- flags
        "IsHidden" <> 0 as is_hidden,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
