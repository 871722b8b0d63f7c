with

compared as (

    select * from {{ ref('int_insurance_estimates_compared') }}

),

plans as (

    select * from {{ ref('dim_insurance_plans') }}

),

final as (

    select
        -- keys
        date_trunc('month', compared.insurance_payment_date)::date as month_start_date,
        coalesce(plans.carrier_id, 0) as carrier_id,

        -- attributes
        coalesce(plans.carrier_name, 'unknown') as carrier_name,

        -- measures
        count(*) as line_count,
        sum(compared.expected_payment_amount)::numeric(14, 2) as expected_payment_amount,
        sum(compared.insurance_payment_amount)::numeric(14, 2) as insurance_payment_amount,
        sum(compared.estimate_error_amount)::numeric(14, 2) as estimate_error_amount,
        sum(abs(compared.estimate_error_amount))::numeric(14, 2) as absolute_error_amount,
        count(*) filter (where abs(compared.estimate_error_amount) <= 1) as within_1_dollar_count,
        count(*) filter (where abs(compared.estimate_error_amount) <= 1)::numeric
        / count(*) as within_1_dollar_rate,

        -- loader (UTC)
        max(compared._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from compared
    left join plans
        on compared.insurance_plan_id = plans.insurance_plan_id
    where compared.insurance_payment_date is not null
    group by
        date_trunc('month', compared.insurance_payment_date)::date,
        coalesce(plans.carrier_id, 0),
        coalesce(plans.carrier_name, 'unknown')

)

select * from final
