-- What a dynamic payment plan takes off the account for each procedure or adjustment linked to it:
-- the amount somebody fixed on the link, else what is still open on the linked item outside the
-- plan. The remaining amount is known as of now only; DECISIONS.md says when that misleads.
with

links as (

    select * from {{ ref('stg_opendental__payplanlink') }}

),

plans as (

    select * from {{ ref('stg_opendental__payplan') }}

),

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

adjustments as (

    select * from {{ ref('stg_opendental__adjustment') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

splits as (

    select * from {{ ref('stg_opendental__paysplit') }}

),

procedure_links as (

    select
        links.payment_plan_link_id,
        links.payment_plan_id,
        links.override_amount,
        links.source_created_at::date as ledger_date,
        procedures.procedure_id,
        procedures.patient_id,
        procedures.provider_id,
        procedures.clinic_id,
        procedures.service_date,
        round((procedures.unit_fee_amount * (procedures.unit_quantity + procedures.base_units)), 2)
            as fee_total_amount
    from links
    inner join plans
        on links.payment_plan_id = plans.payment_plan_id
    inner join procedures
        on links.linked_id = procedures.procedure_id
    where
        links.linked_type_code = 2
        -- A plan may wait until treatment is complete before it takes the procedure over.
        and not (
            plans.treatment_plan_option_code = 1
            and procedures.procedure_status_code <> 2
        )

),

-- Only adjustments of the procedure's own patient, provider and clinic belong to it.
adjustments_by_procedure as (

    select
        procedure_links.payment_plan_link_id,
        sum(round(adjustments.adjustment_amount, 2)) as adjustment_amount
    from procedure_links
    inner join adjustments
        on
            procedure_links.procedure_id = adjustments.procedure_id
            and procedure_links.patient_id = adjustments.patient_id
            and coalesce(procedure_links.provider_id, 0) = coalesce(adjustments.provider_id, 0)
            and coalesce(procedure_links.clinic_id, 0) = coalesce(adjustments.clinic_id, 0)
    group by procedure_links.payment_plan_link_id

),

-- Paid lines count what was paid and written off, all others what is estimated; preauthorizations
-- promise nothing.
insurance_by_procedure as (

    select
        procedure_id,
        sum(
            case
                when claim_line_status_code in (1, 4, 7)
                    then
                        round(insurance_payment_amount, 2)
                        + round(write_off_amount, 2)
                else
                    round(
                        coalesce(
                            insurance_estimate_total_override_amount,
                            insurance_payment_estimate_amount
                        ), 2
                    )
                    + round(
                        coalesce(
                            write_off_estimate_override_amount,
                            write_off_estimate_amount,
                            0
                        ), 2
                    )
            end
        ) as insurance_amount
    from claim_lines
    where claim_line_status_code <> 2
    group by procedure_id

),

splits_by_procedure as (

    select
        procedure_id,
        sum(round(split_amount, 2)) as split_amount
    from splits
    where payment_plan_id is null
    group by procedure_id

),

splits_by_adjustment as (

    select
        adjustment_id,
        sum(round(split_amount, 2)) as split_amount
    from splits
    where payment_plan_id is null
    group by adjustment_id

),

procedure_values as (

    select
        procedure_links.payment_plan_link_id,
        procedure_links.payment_plan_id,
        procedure_links.patient_id,
        procedure_links.provider_id,
        procedure_links.clinic_id,
        procedure_links.procedure_id,
        procedure_links.service_date,
        procedure_links.ledger_date,
        procedure_links.override_amount,
        procedure_links.fee_total_amount
        + coalesce(adjustments_by_procedure.adjustment_amount, 0)
        - coalesce(insurance_by_procedure.insurance_amount, 0)
        - coalesce(splits_by_procedure.split_amount, 0) as remaining_amount
    from procedure_links
    left join adjustments_by_procedure
        on procedure_links.payment_plan_link_id = adjustments_by_procedure.payment_plan_link_id
    left join insurance_by_procedure
        on procedure_links.procedure_id = insurance_by_procedure.procedure_id
    left join splits_by_procedure
        on procedure_links.procedure_id = splits_by_procedure.procedure_id

),

adjustment_values as (

    select
        links.payment_plan_link_id,
        links.payment_plan_id,
        adjustments.patient_id,
        adjustments.provider_id,
        adjustments.clinic_id,
        null::bigint as procedure_id,
        null::date as service_date,
        links.source_created_at::date as ledger_date,
        links.override_amount,
        round(adjustments.adjustment_amount, 2)
        - coalesce(splits_by_adjustment.split_amount, 0) as remaining_amount
    from links
    inner join adjustments
        on links.linked_id = adjustments.adjustment_id
    left join splits_by_adjustment
        on adjustments.adjustment_id = splits_by_adjustment.adjustment_id
    where links.linked_type_code = 1

),

unioned as (

    select * from procedure_values
    union all
    select * from adjustment_values

),

final as (

    select
        unioned.payment_plan_link_id,
        unioned.payment_plan_id,
        unioned.patient_id,
        unioned.provider_id,
        unioned.clinic_id,
        unioned.procedure_id,
        unioned.service_date,
        unioned.ledger_date,
        unioned.override_amount,
        unioned.remaining_amount::numeric(14, 2) as remaining_amount,
        coalesce(nullif(round(unioned.override_amount, 2), 0), unioned.remaining_amount)
        ::numeric(14, 2) as linked_amount,
        links._loaded_at
    from unioned
    inner join links
        on unioned.payment_plan_link_id = links.payment_plan_link_id

)

select * from final
