-- What is looked at before a day is closed: the money by kind beside what is on a deposit, and what
-- somebody still has to do. Counts and money are by the day the thing happened on.
with

payments as (

    select * from {{ ref('rpt_daily_payments') }}

),

deposits as (

    select * from {{ ref('rpt_deposits') }}

),

not_billed as (

    select * from {{ ref('rpt_procedures_not_billed') }}

),

broken as (

    select * from {{ ref('rpt_worklist_broken_not_rescheduled') }}

),

adjustments as (

    select * from {{ ref('fct_adjustments') }}

),

procedures as (

    select * from {{ ref('fct_procedures') }}

),

notes as (

    select * from {{ ref('stg_opendental__procnote') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

noted_procedures as (

    select distinct procedure_id
    from notes
    where procedure_id is not null

),

lines as (

    select
        report_date,
        clinic_id,
        'payments' as close_line,
        payer || ' ' || coalesce(payment_type, 'without type') as close_detail,
        line_count as close_item_count,
        payment_amount as close_amount,
        case when deposit_id is not null then payment_amount else 0 end as deposited_amount,
        false as is_to_be_done,
        _loaded_at
    from payments
    where not is_income_transfer

    union all

    select
        deposit_date as report_date,
        0 as clinic_id,
        'deposits' as close_line,
        case when is_explained then 'adds up' else 'does not add up' end as close_detail,
        1 as close_item_count,
        deposit_amount as close_amount,
        deposit_amount - unexplained_amount as deposited_amount,
        not is_explained as is_to_be_done,
        _loaded_at
    from deposits
    where deposit_date is not null

    union all

    select
        service_date as report_date,
        clinic_id,
        'completed_without_claim' as close_line,
        'procedures of insured patients' as close_detail,
        1 as close_item_count,
        gross_fee_amount as close_amount,
        0 as deposited_amount,
        true as is_to_be_done,
        _loaded_at
    from not_billed

    union all

    select
        waiting_since_date as report_date,
        clinic_id,
        'broken_not_rescheduled' as close_line,
        slot_outcome as close_detail,
        1 as close_item_count,
        worklist_amount as close_amount,
        0 as deposited_amount,
        true as is_to_be_done,
        _loaded_at
    from broken

    union all

    select
        adjustments.adjustment_date as report_date,
        adjustments.clinic_id,
        'large_adjustments' as close_line,
        coalesce(adjustments.adjustment_type, 'without type') as close_detail,
        1 as close_item_count,
        adjustments.adjustment_amount as close_amount,
        0 as deposited_amount,
        true as is_to_be_done,
        adjustments._loaded_at
    from adjustments
    cross join thresholds
    where
        abs(adjustments.adjustment_amount) >= thresholds.adjustment_alert_amount
        and adjustments.adjustment_date is not null

    union all

    select
        procedures.service_date as report_date,
        procedures.clinic_id,
        'completed_without_note' as close_line,
        'procedures' as close_detail,
        1 as close_item_count,
        procedures.gross_fee_amount as close_amount,
        0 as deposited_amount,
        true as is_to_be_done,
        procedures._loaded_at
    from procedures
    left join noted_procedures
        on procedures.procedure_id = noted_procedures.procedure_id
    where
        procedures.is_complete
        and procedures.service_date is not null
        and noted_procedures.procedure_id is null

),

final as (

    select
        -- keys
        report_date,
        coalesce(clinic_id, 0) as clinic_id,
        close_line,
        close_detail,

        -- measures
        sum(close_item_count)::bigint as close_item_count,
        sum(close_amount)::numeric(14, 2) as close_amount,
        sum(deposited_amount)::numeric(14, 2) as deposited_amount,

        -- flags
        bool_or(is_to_be_done) as is_to_be_done,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from lines
    group by report_date, coalesce(clinic_id, 0), close_line, close_detail

)

select * from final
