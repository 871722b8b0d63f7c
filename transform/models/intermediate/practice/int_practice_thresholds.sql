-- The practice's own answers to what Open Dental has no preference for, one column each.
with

practice_settings as (

    select * from {{ ref('practice_settings') }}

),

final as (

    select
        max(setting_value) filter (
            where setting_name = 'month_close_days'
        )::integer as month_close_days,
        max(setting_value) filter (
            where setting_name = 'claim_delay_days'
        )::integer as claim_delay_days,
        max(setting_value) filter (
            where setting_name = 'recovery_horizon_days'
        )::integer as recovery_horizon_days,
        max(setting_value) filter (
            where setting_name = 'statement_response_days'
        )::integer as statement_response_days,
        max(setting_value) filter (
            where setting_name = 'deposit_delay_days'
        )::integer as deposit_delay_days,
        max(setting_value) filter (
            where setting_name = 'fee_outlier_factor'
        )::numeric as fee_outlier_factor,
        max(setting_value) filter (
            where setting_name = 'fee_typo_factor'
        )::numeric as fee_typo_factor,
        max(setting_value) filter (
            where setting_name = 'journey_window_days'
        )::integer as journey_window_days,
        max(setting_value) filter (
            where setting_name = 'verification_valid_days'
        )::integer as verification_valid_days,
        max(setting_value) filter (
            where setting_name = 'access_slot_minutes'
        )::integer as access_slot_minutes,
        max(setting_value) filter (
            where setting_name = 'visit_preparation_days'
        )::integer as visit_preparation_days,
        max(setting_value) filter (
            where setting_name = 'benefit_expiry_days'
        )::integer as benefit_expiry_days,
        max(setting_value) filter (
            where setting_name = 'new_patient_follow_up_days'
        )::integer as new_patient_follow_up_days,
        max(setting_value) filter (
            where setting_name = 'broken_call_days'
        )::integer as broken_call_days,
        max(setting_value) filter (
            where setting_name = 'adjustment_alert_amount'
        )::numeric as adjustment_alert_amount,
        max(setting_value) filter (
            where setting_name = 'prediction_window_days'
        )::integer as prediction_window_days,
        max(setting_value) filter (
            where setting_name = 'prediction_holdout_percent'
        )::integer as prediction_holdout_percent
    from practice_settings

)

select * from final
