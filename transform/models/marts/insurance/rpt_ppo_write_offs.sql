-- Open Dental's PPO Write-offs report, by the date of payment: what preferred-provider plans were
-- billed and what was written off for them.
with

claim_lines as (

    select * from {{ ref('fct_claim_lines') }}

),

plans as (

    select * from {{ ref('dim_insurance_plans') }}

),

final as (

    select
        -- keys
        date_trunc('month', claim_lines.insurance_payment_date)::date as month_start_date,
        coalesce(plans.carrier_id, 0) as carrier_id,
        claim_lines.clinic_id,

        -- attributes
        coalesce(plans.carrier_name, 'unknown') as carrier_name,

        -- measures
        sum(claim_lines.fee_billed_amount)::numeric(14, 2) as fee_billed_amount,
        sum(claim_lines.write_off_amount)::numeric(14, 2) as write_off_amount,
        sum(claim_lines.insurance_payment_amount)::numeric(14, 2) as insurance_payment_amount,
        count(*) as line_count,
        sum(claim_lines.write_off_amount)
        / nullif(sum(claim_lines.fee_billed_amount), 0) as write_off_rate,

        -- loader (UTC)
        max(claim_lines._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from claim_lines
    inner join plans
        on claim_lines.insurance_plan_id = plans.insurance_plan_id
    where
        plans.is_ppo
        and claim_lines.is_received
        and claim_lines.insurance_payment_date is not null
    group by
        date_trunc('month', claim_lines.insurance_payment_date)::date,
        coalesce(plans.carrier_id, 0),
        claim_lines.clinic_id,
        coalesce(plans.carrier_name, 'unknown')

)

select * from final
