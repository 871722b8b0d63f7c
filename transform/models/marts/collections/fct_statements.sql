with

statements as (

    select * from {{ ref('stg_opendental__statement') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

answers as (

    select * from {{ ref('int_statements_answered') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

final as (

    select
        -- keys
        statements.statement_id,
        statements.patient_id,
        patients.guarantor_id,
        coalesce(guarantors.clinic_id, 0) as clinic_id,

        -- attributes
        statements.statement_mode_code,
        statements.statement_mode,

        -- measures
        round(statements.balance_total_amount, 2)::numeric(14, 2) as balance_total_amount,
        round(statements.insurance_estimate_amount, 2)::numeric(14, 2)
            as insurance_estimate_amount,
        round(
            statements.balance_total_amount - statements.insurance_estimate_amount, 2
        )::numeric(14, 2) as asked_amount,
        coalesce(answers.answered_amount, 0)::numeric(14, 2) as answered_amount,

        -- flags; only a statement that asks for money can be answered with it
        coalesce(statements.is_sent, false) as is_sent,
        coalesce(
            answers.statement_id is not null
            and round(
                statements.balance_total_amount - statements.insurance_estimate_amount, 2
            ) > 0, false
        ) as is_payment_asked,
        coalesce(answers.answered_amount > 0, false) as is_paid_after,
        coalesce(
            statements.sent_date + thresholds.statement_response_days < settings.today_date, false
        ) as is_answer_final,

        -- times
        statements.sent_date,
        answers.first_answer_date,
        statements.source_updated_at,

        -- loader (UTC)
        greatest(statements._loaded_at, answers._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from statements
    cross join settings
    cross join thresholds
    left join patients
        on statements.patient_id = patients.patient_id
    left join patients as guarantors
        on patients.guarantor_id = guarantors.patient_id
    left join answers
        on statements.statement_id = answers.statement_id

)

select * from final
