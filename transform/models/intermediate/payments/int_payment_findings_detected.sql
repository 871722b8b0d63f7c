-- Money that Open Dental accepts and that makes figures wrong or late. Each row counts in every
-- figure exactly as Open Dental counts it; nothing is corrected here.
with

settled as (

    select * from {{ ref('int_procedures_settled') }}

),

payments as (

    select * from {{ ref('stg_opendental__payment') }}

),

insurance_payments as (

    select * from {{ ref('stg_opendental__claimpayment') }}

),

splits as (

    select * from {{ ref('fct_payment_splits') }}

),

adjustments as (

    select * from {{ ref('stg_opendental__adjustment') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

deposits as (

    select * from {{ ref('stg_opendental__deposit') }}

),

deposited as (

    select * from {{ ref('int_deposits_totaled') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

split_totals as (

    select
        payment_id,
        sum(split_amount) as split_amount,
        bool_or(is_income_transfer) as is_income_transfer
    from splits
    group by payment_id

),

credits as (

    select
        procedure_id,
        -round(adjustment_amount, 2) as credit_amount
    from adjustments
    where adjustment_amount < 0
    union all
    select
        procedure_id,
        split_amount as credit_amount
    from splits
    where split_amount > 0
    union all
    select
        procedure_id,
        round(insurance_payment_amount, 2) as credit_amount
    from claim_lines
    where
        claim_line_status_code in (1, 4, 5, 7)
        and insurance_payment_amount > 0

),

credit_totals as (

    select
        procedure_id,
        sum(credit_amount) as credit_amount
    from credits
    where procedure_id is not null
    group by procedure_id

),

found as (

    select
        'credit_on_zero_fee' as rule,
        settled.procedure_id::text as source_key,
        settled.patient_id,
        settled.provider_id,
        settled.clinic_id,
        'The work costs nothing and has credits of ' || credit_totals.credit_amount || '.'
            as finding_text,
        credit_totals.credit_amount as finding_amount,
        settled.service_date as finding_date,
        settled._loaded_at
    from settled
    inner join credit_totals
        on settled.procedure_id = credit_totals.procedure_id
    where settled.gross_fee_amount = 0
    union all
    -- Credits on work that costs nothing are the finding above.
    select
        'work_paid_too_much' as rule,
        settled.procedure_id::text as source_key,
        settled.patient_id,
        settled.provider_id,
        settled.clinic_id,
        'Paid, expected and written off, the work has ' || -settled.owing_amount
        || ' more than it costs.' as finding_text,
        -settled.owing_amount as finding_amount,
        settled.service_date as finding_date,
        settled._loaded_at
    from settled
    left join credit_totals
        on settled.procedure_id = credit_totals.procedure_id
    where
        settled.owing_amount < 0
        and (settled.gross_fee_amount <> 0 or credit_totals.procedure_id is null)
    union all
    select
        'transfer_does_not_net' as rule,
        payments.payment_id::text as source_key,
        payments.patient_id,
        0::bigint as provider_id,
        coalesce(payments.clinic_id, 0) as clinic_id,
        'The parts of the income transfer add up to ' || split_totals.split_amount
        || ' and not to 0.00.' as finding_text,
        split_totals.split_amount as finding_amount,
        payments.payment_date as finding_date,
        payments._loaded_at
    from payments
    inner join split_totals
        on payments.payment_id = split_totals.payment_id
    where
        split_totals.is_income_transfer
        and split_totals.split_amount <> 0
    union all
    -- A transfer that does not net is not fully split either; one finding is enough.
    select
        'payment_not_fully_split' as rule,
        payments.payment_id::text as source_key,
        payments.patient_id,
        0::bigint as provider_id,
        coalesce(payments.clinic_id, 0) as clinic_id,
        'Of ' || round(payments.payment_amount, 2) || ', '
        || coalesce(split_totals.split_amount, 0) || ' is split.' as finding_text,
        round(payments.payment_amount, 2) - coalesce(split_totals.split_amount, 0)
            as finding_amount,
        payments.payment_date as finding_date,
        payments._loaded_at
    from payments
    left join split_totals
        on payments.payment_id = split_totals.payment_id
    where
        round(payments.payment_amount, 2) <> coalesce(split_totals.split_amount, 0)
        and (payments.payment_type_id is not null or coalesce(split_totals.split_amount, 0) = 0)
    union all
    select
        'deposit_does_not_add_up' as rule,
        deposits.deposit_id::text as source_key,
        null::bigint as patient_id,
        0::bigint as provider_id,
        0::bigint as clinic_id,
        'The slip says ' || round(deposits.deposit_amount, 2) || ', its payments and checks are '
        || coalesce(
            deposited.deposited_patient_amount + deposited.deposited_insurance_amount, 0
        ) || '.' as finding_text,
        round(deposits.deposit_amount, 2) - coalesce(
            deposited.deposited_patient_amount + deposited.deposited_insurance_amount, 0
        ) as finding_amount,
        deposits.deposit_date as finding_date,
        deposits._loaded_at
    from deposits
    left join deposited
        on deposits.deposit_id = deposited.deposit_id
    where
        round(deposits.deposit_amount, 2) <> coalesce(
            deposited.deposited_patient_amount + deposited.deposited_insurance_amount, 0
        )
    union all
    -- Kinds of insurance payment marked N need no deposit slip.
    select
        'check_on_no_deposit' as rule,
        insurance_payments.insurance_payment_id::text as source_key,
        null::bigint as patient_id,
        0::bigint as provider_id,
        coalesce(insurance_payments.clinic_id, 0) as clinic_id,
        'A check of ' || round(insurance_payments.check_amount, 2) || ' from '
        || insurance_payments.check_date || ' is on no deposit.' as finding_text,
        round(insurance_payments.check_amount, 2) as finding_amount,
        insurance_payments.check_date as finding_date,
        insurance_payments._loaded_at
    from insurance_payments
    cross join settings
    cross join thresholds
    left join definitions
        on insurance_payments.insurance_payment_type_id = definitions.definition_id
    where
        insurance_payments.deposit_id is null
        and coalesce(definitions.definition_value, '') <> 'N'
        and insurance_payments.check_date + thresholds.deposit_delay_days < settings.today_date

)

select * from found
