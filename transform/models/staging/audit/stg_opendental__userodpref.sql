with

source as (

    select * from {{ source('opendental', 'userodpref') }}

),

renamed as (

    select
        -- keys
        "UserOdPrefNum" as user_preference_id,
        nullif("UserNum", 0) as user_id,
        nullif("Fkey", 0) as linked_id,
        nullif("ClinicNum", 0) as clinic_id,

        -- attributes
        "FkeyType" as user_preference_type_code,
        case "FkeyType"
            when 0 then 'image_category_expanded'
            when 1 then 'clinic_last'
            when 2 then 'wiki_home_page'
            when 3 then 'auto_note_expanded_cats'
            when 4 then 'task_collapse'
            when 5 then 'commlog_persist_clear_note'
            when 6 then 'commlog_persist_clear_end_date'
            when 7 then 'commlog_persist_update_date_time_with_new_patient'
            when 8 then 'perio_current_exam_only'
            when 9 then 'sms_group_by'
            when 10 then 'task_list_block'
            when 11 then 'program'
            when 12 then 'suppress_log_off_message'
            when 13 then 'acct_proc_breakdown'
            when 14 then 'program_user_name'
            when 15 then 'program_password'
            when 16 then 'dashboard'
            when 17 then 'user_theme'
            when 18 then 'dynamic_chart_layout'
            when 19 then 'perio_auto_advance_facials_first'
            when 20 then 'log_off_timer_override'
            when 21 then 'received_supply_orders'
            when 22 then 'tooth_chart_uses_diff_color_by_prov'
            when 23 then 'show_automated_commlog'
            when 24 then 'query_monitor_has_stack_traces'
            when 25 then 'wiki_search_include_content'
            when 26 then 'task_blocked_make_sound'
            when 27 then 'image_selector_width'
        end as user_preference_type,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
