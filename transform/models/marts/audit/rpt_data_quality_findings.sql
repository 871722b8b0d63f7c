-- Everything somebody should look at in Open Dental, one line each: what the rules of
-- seeds/data_quality_rules.csv say of the rows their models found.
with

rules as (

    select * from {{ ref('data_quality_rules') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

unioned as (

    select * from {{ ref('int_patient_findings_detected') }}
    union all
    select * from {{ ref('int_fee_findings_detected') }}
    union all
    select * from {{ ref('int_insurance_findings_detected') }}
    union all
    select * from {{ ref('int_treatment_findings_detected') }}
    union all
    select * from {{ ref('int_payment_findings_detected') }}
    union all
    select * from {{ ref('int_schedule_findings_detected') }}
    union all
    select * from {{ ref('int_audit_findings_detected') }}

),

final as (

    select
        -- keys
        unioned.rule,
        unioned.source_key,
        unioned.patient_id,
        unioned.provider_id,
        unioned.clinic_id,

        -- attributes
        rules.severity,
        rules.source_table,
        rules.source_key_column,
        rules.meaning as rule_meaning,
        unioned.finding_text,
        rules.distorted_kpi_ids,
        rules.fixed_by,
        rules.fix_place,

        -- measures
        unioned.finding_amount::numeric(14, 2) as finding_amount,

        -- times
        unioned.finding_date,
        settings.today_date as found_as_of_date,

        -- loader (UTC)
        unioned._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from unioned
    cross join settings
    left join rules
        on unioned.rule = rules.rule

)

select * from final
