with

statements as (

    select * from {{ ref('fct_statements') }}

),

final as (

    select
        -- keys
        date_trunc('month', sent_date)::date as month_start_date,
        clinic_id,
        coalesce(statement_mode, 'unknown') as statement_mode,

        -- measures
        count(*) as statement_count,
        count(*) filter (where is_answer_final) as final_statement_count,
        count(*) filter (where is_answer_final and is_paid_after) as answered_statement_count,
        sum(asked_amount)::numeric(14, 2) as asked_amount,
        sum(answered_amount)::numeric(14, 2) as answered_amount,
        count(*) filter (where is_answer_final and is_paid_after)::numeric
        / nullif(count(*) filter (where is_answer_final), 0) as answer_rate,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from statements
    where is_payment_asked
    group by
        date_trunc('month', sent_date)::date,
        clinic_id,
        coalesce(statement_mode, 'unknown')

)

select * from final
