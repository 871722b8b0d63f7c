-- Totals over all days, straight from staging: no join of the marts may lose or double money.
with

staged as (

    select
        'adjustment' as line_type,
        coalesce(sum(round(adjustment_amount, 2)), 0) as staged_amount
    from {{ ref('stg_opendental__adjustment') }}
    where adjustment_date is not null

    union all

    select
        'patient_income' as line_type,
        coalesce(sum(round(split_amount, 2)), 0) as staged_amount
    from {{ ref('stg_opendental__paysplit') }}
    where
        unearned_type_id is null
        and not is_discount
        and payment_date is not null

    union all

    select
        'write_off_pay_date' as line_type,
        coalesce(-sum(round(write_off_amount, 2)), 0) as staged_amount
    from {{ ref('stg_opendental__claimproc') }}
    where
        claim_line_status in ('received', 'supplemental')
        and insurance_payment_date is not null

    union all

    select
        'write_off_procedure_date' as line_type,
        coalesce(-sum(round(write_off_amount, 2)), 0) as staged_amount
    from {{ ref('stg_opendental__claimproc') }}
    where
        claim_line_status in ('not_received', 'received', 'supplemental')
        and service_date is not null

),

reported as (

    select
        line_type,
        sum(line_amount) as line_amount
    from {{ ref('int_production_income_unioned') }}
    where report_date is not null
    group by line_type

)

select
    staged.line_type,
    staged.staged_amount,
    reported.line_amount
from staged
left join reported
    on staged.line_type = reported.line_type
where staged.staged_amount <> coalesce(reported.line_amount, 0)
