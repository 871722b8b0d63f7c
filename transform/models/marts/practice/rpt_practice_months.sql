-- What pages show month by month, summed once: the days of the reports up to today, the month of
-- today as far as it has come.
with

income as (

    select * from {{ ref('rpt_production_income') }}

),

goals as (

    select * from {{ ref('rpt_production_goals') }}

),

visits as (

    select * from {{ ref('fct_visits') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

unioned as (

    select
        report_date,
        provider_id,
        clinic_id,
        production_amount,
        adjustment_amount,
        write_off_pay_date_amount,
        write_off_procedure_date_amount,
        write_off_claim_date_amount,
        0 as write_off_policy_amount,
        0 as scheduled_production_amount,
        0 as goal_amount,
        patient_income_amount,
        unearned_income_amount,
        insurance_income_amount,
        0 as visit_count,
        0 as new_patient_count,
        0 as hygiene_visit_count,
        _loaded_at
    from income

    union all

    select
        report_date,
        provider_id,
        clinic_id,
        0 as production_amount,
        0 as adjustment_amount,
        0 as write_off_pay_date_amount,
        0 as write_off_procedure_date_amount,
        0 as write_off_claim_date_amount,
        write_off_policy_amount,
        scheduled_production_amount,
        goal_amount,
        0 as patient_income_amount,
        0 as unearned_income_amount,
        0 as insurance_income_amount,
        0 as visit_count,
        0 as new_patient_count,
        0 as hygiene_visit_count,
        _loaded_at
    from goals

    union all

    select
        visit_date as report_date,
        provider_id,
        clinic_id,
        0 as production_amount,
        0 as adjustment_amount,
        0 as write_off_pay_date_amount,
        0 as write_off_procedure_date_amount,
        0 as write_off_claim_date_amount,
        0 as write_off_policy_amount,
        0 as scheduled_production_amount,
        0 as goal_amount,
        0 as patient_income_amount,
        0 as unearned_income_amount,
        0 as insurance_income_amount,
        1 as visit_count,
        case when is_first_visit then 1 else 0 end as new_patient_count,
        case when is_hygiene_visit then 1 else 0 end as hygiene_visit_count,
        _loaded_at
    from visits

),

final as (

    select
        -- keys
        date_trunc('month', unioned.report_date)::date as month_start_date,
        unioned.provider_id,
        unioned.clinic_id,

        -- measures
        sum(unioned.production_amount)::numeric(14, 2) as production_amount,
        sum(unioned.adjustment_amount)::numeric(14, 2) as adjustment_amount,
        sum(unioned.write_off_pay_date_amount)::numeric(14, 2) as write_off_pay_date_amount,
        sum(unioned.write_off_procedure_date_amount)::numeric(14, 2)
            as write_off_procedure_date_amount,
        sum(unioned.write_off_claim_date_amount)::numeric(14, 2) as write_off_claim_date_amount,
        sum(unioned.write_off_policy_amount)::numeric(14, 2) as write_off_policy_amount,
        sum(
            unioned.production_amount + unioned.adjustment_amount
            + unioned.write_off_policy_amount
        )::numeric(14, 2) as net_production_amount,
        sum(unioned.scheduled_production_amount)::numeric(14, 2) as scheduled_production_amount,
        sum(unioned.goal_amount)::numeric(14, 2) as goal_amount,
        sum(unioned.patient_income_amount)::numeric(14, 2) as patient_income_amount,
        sum(unioned.unearned_income_amount)::numeric(14, 2) as unearned_income_amount,
        sum(unioned.insurance_income_amount)::numeric(14, 2) as insurance_income_amount,
        sum(unioned.visit_count)::bigint as visit_count,
        sum(unioned.new_patient_count)::bigint as new_patient_count,
        sum(unioned.hygiene_visit_count)::bigint as hygiene_visit_count,

        -- loader (UTC)
        max(unioned._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from unioned
    cross join settings
    where unioned.report_date <= settings.today_date
    group by
        date_trunc('month', unioned.report_date),
        unioned.provider_id,
        unioned.clinic_id

)

select * from final
