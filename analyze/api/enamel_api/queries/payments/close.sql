-- What a day must explain before it is closed: money taken by type, work done, adjustments, and what is
-- left undone of the day.
with

lines as (

    select
        'payments' as section,
        concat_ws(': ', payer, payment_type) as line,
        count(*) as line_count,
        sum(payment_amount) as line_amount
    from marts.rpt_daily_payments
    where
        report_date = %(day)s::date
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    group by
        payer,
        payment_type

    union all

    select
        'deposits' as section,
        case when is_explained then 'explained by payments' else 'not explained' end as line,
        count(*) as line_count,
        sum(deposit_amount) as line_amount
    from marts.rpt_deposits
    where deposit_date = %(day)s::date
    group by is_explained

    union all

    select
        'production' as section,
        'completed procedures' as line,
        count(*) as line_count,
        sum(production_amount) as line_amount
    from marts.fct_procedures
    where
        is_complete
        and service_date = %(day)s::date
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)

    union all

    select
        'adjustments' as section,
        coalesce(adjustment_type, 'no type') as line,
        count(*) as line_count,
        sum(adjustment_amount) as line_amount
    from marts.fct_adjustments
    where
        adjustment_date = %(day)s::date
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    group by adjustment_type

    union all

    select
        'undone' as section,
        'completed procedures on no claim' as line,
        count(*) as line_count,
        sum(gross_fee_amount) as line_amount
    from marts.rpt_procedures_not_billed
    where
        service_date = %(day)s::date
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)

    union all

    select
        'undone' as section,
        'visits lost and not booked again' as line,
        count(*) as line_count,
        sum(visit_fee_amount) as line_amount
    from marts.fct_appointment_slots
    where
        is_lost
        and rebooked_at is null
        and slot_date = %(day)s::date
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)

)

select
    section,
    line,
    line_count,
    coalesce(line_amount, 0) as line_amount
from lines
