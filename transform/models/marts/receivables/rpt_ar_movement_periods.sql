-- Pages show what moved the balances of all families, not of each: counted and summed once.
with

movement as (

    select * from {{ ref('rpt_ar_movement') }}

),

placed as (

    select
        'day' as period_grain,
        report_date as period_start_date,
        *
    from movement

    union all

    select
        'month' as period_grain,
        date_trunc('month', report_date)::date as period_start_date,
        *
    from movement

),

final as (

    select
        -- keys
        period_grain,
        period_start_date,

        -- measures
        count(distinct guarantor_id) as family_with_lines_count,
        sum(procedure_amount)::numeric(14, 2) as procedure_amount,
        sum(adjustment_amount)::numeric(14, 2) as adjustment_amount,
        sum(insurance_credit_amount)::numeric(14, 2) as insurance_credit_amount,
        sum(patient_credit_amount)::numeric(14, 2) as patient_credit_amount,
        sum(payment_plan_amount)::numeric(14, 2) as payment_plan_amount,
        sum(charged_amount)::numeric(14, 2) as charged_amount,
        sum(credited_amount)::numeric(14, 2) as credited_amount,
        sum(closing_balance_amount - opening_balance_amount)::numeric(14, 2)
            as balance_change_amount,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from placed
    group by
        period_grain,
        period_start_date

)

select * from final
