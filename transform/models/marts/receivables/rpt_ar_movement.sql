-- What moved each family's balance, day by day, under the practice's own payment plan version,
-- with the balance after it: AR(t) = AR(t-1) + charges - credits. Days ahead of today are left
-- out, as their lines are in no day's balance yet.
with

ledger_entries as (

    select * from {{ ref('fct_ledger_entries') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

moved as (

    select
        ledger_entries.ledger_date as report_date,
        ledger_entries.guarantor_id,
        coalesce(
            sum(ledger_entries.entry_amount) filter (
                where ledger_entries.entry_type = 'procedure'
            ), 0
        ) as procedure_amount,
        coalesce(
            sum(ledger_entries.entry_amount) filter (
                where ledger_entries.entry_type = 'adjustment'
            ), 0
        ) as adjustment_amount,
        coalesce(
            sum(ledger_entries.entry_amount) filter (
                where ledger_entries.entry_type = 'insurance'
            ), 0
        ) as insurance_credit_amount,
        coalesce(
            sum(ledger_entries.entry_amount) filter (
                where ledger_entries.entry_type = 'patient_payment'
            ), 0
        ) as patient_credit_amount,
        coalesce(
            sum(ledger_entries.entry_amount) filter (
                where ledger_entries.entry_type like 'payment\_plan%'
            ), 0
        ) as payment_plan_amount,
        sum(greatest(ledger_entries.entry_amount, 0)) as charged_amount,
        sum(least(ledger_entries.entry_amount, 0)) as credited_amount,
        max(ledger_entries._loaded_at) as _loaded_at
    from ledger_entries
    cross join settings
    where
        ledger_entries.is_counted
        and ledger_entries.ledger_date <= settings.today_date
    group by
        ledger_entries.ledger_date,
        ledger_entries.guarantor_id

),

final as (

    select
        -- keys
        report_date,
        guarantor_id,

        -- measures
        (
            sum(charged_amount + credited_amount) over family - charged_amount - credited_amount
        )::numeric(14, 2) as opening_balance_amount,
        procedure_amount::numeric(14, 2) as procedure_amount,
        adjustment_amount::numeric(14, 2) as adjustment_amount,
        insurance_credit_amount::numeric(14, 2) as insurance_credit_amount,
        patient_credit_amount::numeric(14, 2) as patient_credit_amount,
        payment_plan_amount::numeric(14, 2) as payment_plan_amount,
        charged_amount::numeric(14, 2) as charged_amount,
        credited_amount::numeric(14, 2) as credited_amount,
        (sum(charged_amount + credited_amount) over family)::numeric(14, 2)
            as closing_balance_amount,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from moved
    window family as (
        partition by guarantor_id
        order by report_date
    )

)

select * from final
