-- Daily Payments summed for reading by period: a page of a year adds up a sixth of the rows.
-- Transfers between providers are no money and are left out.
with

payments as (

    select * from {{ ref('rpt_daily_payments') }}

),

final as (

    select
        -- keys
        report_date,
        payer,
        clinic_id,

        -- attributes
        coalesce(payment_type, '') as payment_type,

        -- measures
        sum(payment_amount)::numeric(14, 2) as payment_amount,
        sum(line_count)::bigint as line_count,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from payments
    where not is_income_transfer
    group by
        report_date,
        payer,
        clinic_id,
        coalesce(payment_type, '')

)

select * from final
