-- What is left of the office fee: of completed work by month, code and the carrier billed first,
-- the office fee, the fee charged, and what it came to after adjustments and write-offs.
with

procedures as (

    select * from {{ ref('int_procedures_settled') }}

),

looked_up as (

    select * from {{ ref('int_fees_looked_up') }}

),

valued as (

    select * from {{ ref('fct_procedures') }}

),

claim_lines as (

    select * from {{ ref('fct_claim_lines') }}

),

plans as (

    select * from {{ ref('dim_insurance_plans') }}

),

procedure_codes as (

    select * from {{ ref('dim_procedure_codes') }}

),

-- The first line of a procedure on a claim names the plan that was billed first.
first_lines as (

    select distinct on (procedure_id)
        procedure_id,
        insurance_plan_id
    from claim_lines
    where
        procedure_id is not null
        and claim_line_status_code in (0, 1, 5, 7)
    order by
        procedure_id,
        claim_line_id

),

joined as (

    select
        date_trunc('month', procedures.service_date)::date as month_start_date,
        procedures.clinic_id,
        procedures.procedure_code_id,
        procedure_codes.procedure_code,
        coalesce(plans.carrier_id, 0) as carrier_id,
        coalesce(plans.carrier_name, 'no insurance') as carrier_name,
        looked_up.office_fee_amount * valued.unit_count as office_fee_amount,
        procedures.gross_fee_amount,
        procedures.gross_fee_amount
        + procedures.adjustment_amount
        - procedures.write_off_amount as net_fee_amount,
        procedures._loaded_at
    from procedures
    inner join valued
        on procedures.procedure_id = valued.procedure_id
    left join looked_up
        on
            procedures.provider_id = looked_up.provider_id
            and procedures.clinic_id = looked_up.clinic_id
            and procedures.procedure_code_id = looked_up.procedure_code_id
    left join first_lines
        on procedures.procedure_id = first_lines.procedure_id
    left join plans
        on first_lines.insurance_plan_id = plans.insurance_plan_id
    left join procedure_codes
        on procedures.procedure_code_id = procedure_codes.procedure_code_id
    where procedures.service_date is not null

),

final as (

    select
        -- keys
        month_start_date,
        clinic_id,
        coalesce(procedure_code_id, 0) as procedure_code_id,
        carrier_id,

        -- attributes
        max(procedure_code) as procedure_code,
        max(carrier_name) as carrier_name,

        -- measures; only work with a known office fee can be compared with it
        coalesce(sum(office_fee_amount), 0)::numeric(14, 2) as office_fee_amount,
        sum(gross_fee_amount)::numeric(14, 2) as gross_fee_amount,
        sum(net_fee_amount)::numeric(14, 2) as net_fee_amount,
        coalesce(
            sum(net_fee_amount) filter (where office_fee_amount is not null), 0
        )::numeric(14, 2) as comparable_net_fee_amount,
        count(*) as procedure_count,
        count(*) filter (where office_fee_amount is null) as without_office_fee_count,
        sum(net_fee_amount) filter (where office_fee_amount is not null)
        / nullif(sum(office_fee_amount), 0) as fee_realisation_rate,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from joined
    group by
        month_start_date,
        clinic_id,
        coalesce(procedure_code_id, 0),
        carrier_id

)

select * from final
