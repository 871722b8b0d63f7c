-- Every answer of the practice that decides a number, read from its own preferences. Where a name
-- is absent (an older release, an untouched default) the value is Open Dental's default.
with

preferences as (

    select * from {{ ref('stg_opendental__preference') }}

),

pivoted as (

    select
        max(preference_value) filter (
            where preference_name = 'SyntheticPracticeToday'
        ) as synthetic_today,
        max(preference_value) filter (
            where preference_name = 'ReportsPPOwriteoffDefaultToProcDate'
        ) as write_off_policy,
        max(preference_value) filter (
            where preference_name = 'ClaimSnapshotEnabled'
        ) as claim_snapshot_enabled,
        max(preference_value) filter (
            where preference_name = 'ReportPandIschedProdSubtractsWO'
        ) as scheduled_subtracts_write_off,
        max(preference_value) filter (
            where preference_name = 'PayPlansVersion'
        ) as pay_plan_version,
        max(preference_value) filter (
            where preference_name = 'PayPlansBillInAdvanceDays'
        ) as pay_plans_bill_in_advance_days,
        max(preference_value) filter (
            where preference_name = 'AgingProcLifo'
        ) as aging_proc_lifo,
        max(preference_value) filter (
            where preference_name = 'AgingCalculatedMonthlyInsteadOfDaily'
        ) as aging_monthly,
        max(preference_value) filter (
            where preference_name = 'DateLastAging'
        ) as last_aging,
        max(preference_value) filter (
            where preference_name = 'EasyNoClinics'
        ) as no_clinics,
        max(preference_value) filter (
            where preference_name = 'PracticeDefaultProv'
        ) as default_provider,
        max(preference_value) filter (
            where preference_name = 'ProgramVersion'
        ) as program_version,
        max(preference_value) filter (
            where preference_name = 'BrokenApptProcedure'
        ) as broken_appointment_procedure,
        max(preference_value) filter (
            where preference_name = 'BrokenAppointmentAdjustmentType'
        ) as broken_appointment_adjustment_type,
        max(preference_value) filter (
            where preference_name = 'RecallTypeSpecialProphy'
        ) as recall_type_prophylaxis,
        max(preference_value) filter (
            where preference_name = 'RecallTypeSpecialPerio'
        ) as recall_type_perio,
        -- the office's clock, which Open Dental keeps nowhere
        '{{ env_var("ENAMEL_TIME_ZONE", "America/New_York") }}' as time_zone,
        max(_loaded_at) as _loaded_at
    from preferences

),

decoded as (

    select
        -- attributes
        coalesce(nullif(write_off_policy, ''), '0')::smallint as write_off_policy_code,
        case coalesce(nullif(write_off_policy, ''), '0')
            when '0' then 'pay_date'
            when '1' then 'procedure_date'
            when '2' then 'claim_date'
        end as write_off_policy,
        coalesce(nullif(pay_plan_version, ''), '2')::smallint as pay_plan_version,
        coalesce(
            nullif(pay_plans_bill_in_advance_days, ''), '0'
        )::integer as pay_plans_bill_in_advance_days,
        nullif(nullif(default_provider, ''), '0')::bigint as default_provider_id,
        program_version as open_dental_version,
        nullif(
            nullif(broken_appointment_adjustment_type, ''), '0'
        )::bigint as broken_appointment_adjustment_type_id,
        nullif(nullif(recall_type_prophylaxis, ''), '0')::bigint as prophylaxis_recall_type_id,
        nullif(nullif(recall_type_perio, ''), '0')::bigint as perio_recall_type_id,
        case coalesce(nullif(broken_appointment_procedure, ''), '0')
            when '0' then 'none'
            when '1' then 'missed'
            when '2' then 'cancelled'
            when '3' then 'both'
        end as broken_appointment_procedure,

        -- flags; AgingProcLifo is yes (1), no (2) or never answered (0)
        synthetic_today is not null as is_synthetic,
        coalesce(lower(claim_snapshot_enabled) in ('1', 'true'), false)
            as is_claim_snapshot_enabled,
        coalesce(lower(scheduled_subtracts_write_off) in ('1', 'true'), false)
            as is_scheduled_production_net,
        coalesce(aging_proc_lifo = '1', false) as is_aged_by_procedure,
        coalesce(lower(aging_monthly) in ('1', 'true'), false) as is_aged_monthly,
        coalesce(lower(no_clinics) not in ('1', 'true'), true) as has_clinics,

        -- times
        time_zone,
        coalesce(
            synthetic_today::date,
            (current_timestamp at time zone time_zone)::date
        ) as today_date,
        nullif(nullif(last_aging, '')::date, '0001-01-01'::date) as last_aging_date,

        -- loader (UTC)
        _loaded_at
    from pivoted

)

select * from decoded
