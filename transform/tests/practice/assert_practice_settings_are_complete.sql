-- Every row says which setting has no usable value and what depends on it.
with

wanted (setting_name, needed_for) as (

    values
    ('month_close_days', 'rpt_restatements'),
    ('claim_delay_days', 'rpt_revenue_at_risk, rpt_recovery_rates'),
    ('recovery_horizon_days', 'rpt_revenue_at_risk, rpt_recovery_rates'),
    ('statement_response_days', 'fct_statements, rpt_statement_effectiveness'),
    ('deposit_delay_days', 'rpt_data_quality_findings'),
    ('fee_outlier_factor', 'rpt_data_quality_findings'),
    ('fee_typo_factor', 'rpt_data_quality_findings'),
    ('journey_window_days', 'fct_treatment_journeys'),
    ('verification_valid_days', 'rpt_benefits_remaining'),
    ('access_slot_minutes', 'int_chair_openings_found'),
    ('visit_preparation_days', 'rpt_worklist_insurance_to_verify, rpt_worklist_lab_cases_due'),
    ('benefit_expiry_days', 'rpt_worklist_expiring_benefits'),
    ('new_patient_follow_up_days', 'rpt_worklist_new_patients_without_follow_up'),
    ('broken_call_days', 'rpt_worklist_broken_not_rescheduled'),
    ('adjustment_alert_amount', 'rpt_daily_close'),
    ('prediction_window_days', 'ml.scores, rpt_predictions'),
    ('prediction_holdout_percent', 'rpt_predictions')

),

practice_settings as (

    select * from {{ ref('practice_settings') }}

)

select
    wanted.setting_name,
    'Set ' || wanted.setting_name || ' in transform/seeds/practice_settings.csv: '
    || wanted.needed_for || ' cannot be computed without it.' as next_action
from wanted
left join practice_settings
    on wanted.setting_name = practice_settings.setting_name
where
    practice_settings.setting_value is null
    or practice_settings.setting_value !~ '^[0-9]+(\.[0-9]+)?$'
    or practice_settings.setting_value::numeric <= 0
