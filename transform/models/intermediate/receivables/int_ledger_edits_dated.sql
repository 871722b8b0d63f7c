-- When a line of the ledger was entered, and when it was last touched. Open Dental stamps both; the
-- second also moves without a person, when a plan is viewed and estimates are computed again.
with

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

adjustments as (

    select * from {{ ref('stg_opendental__adjustment') }}

),

splits as (

    select * from {{ ref('stg_opendental__paysplit') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

unioned as (

    select
        'procedure' as entry_type,
        coalesce(clinic_id, 0) as clinic_id,
        round(unit_fee_amount * (unit_quantity + base_units), 2) as entry_amount,
        service_date as ledger_date,
        completed_date as entered_date,
        source_updated_at,
        _loaded_at
    from procedures
    where procedure_status_code = 2

    union all

    select
        'adjustment' as entry_type,
        coalesce(clinic_id, 0) as clinic_id,
        round(adjustment_amount, 2) as entry_amount,
        adjustment_date as ledger_date,
        entry_date as entered_date,
        source_updated_at,
        _loaded_at
    from adjustments

    union all

    select
        'patient_payment' as entry_type,
        coalesce(clinic_id, 0) as clinic_id,
        -round(split_amount, 2) as entry_amount,
        payment_date as ledger_date,
        entry_date as entered_date,
        source_updated_at,
        _loaded_at
    from splits

    union all

    select
        'insurance' as entry_type,
        coalesce(clinic_id, 0) as clinic_id,
        -round(insurance_payment_amount, 2) - round(write_off_amount, 2) as entry_amount,
        insurance_payment_date as ledger_date,
        entry_date as entered_date,
        source_updated_at,
        _loaded_at
    from claim_lines
    where claim_line_status_code in (1, 4, 5, 7)

),

final as (

    select
        unioned.entry_type,
        unioned.clinic_id,
        unioned.entry_amount,
        unioned.ledger_date,
        unioned.entered_date,
        date_trunc('month', unioned.ledger_date)::date as month_start_date,
        (date_trunc('month', unioned.ledger_date) + interval '1 month - 1 day')::date
        + thresholds.month_close_days as month_closed_date,
        (
            unioned.source_updated_at at time zone '{{ var("practice_time_zone") }}'
        )::date as edited_date,
        unioned._loaded_at
    from unioned
    cross join thresholds
    cross join settings
    where
        unioned.ledger_date is not null
        and unioned.entry_amount <> 0
        and (date_trunc('month', unioned.ledger_date) + interval '1 month - 1 day')::date
        + thresholds.month_close_days < settings.today_date

)

select * from final
