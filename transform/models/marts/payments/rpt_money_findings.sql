-- What somebody should look at in the books: rows that Open Dental accepts and that make figures
-- wrong or late. Each is counted exactly as Open Dental counts it; nothing is corrected here.
with

procedures as (

    select * from {{ ref('fct_procedures') }}

),

settled as (

    select * from {{ ref('int_procedures_settled') }}

),

claims as (

    select * from {{ ref('fct_claims') }}

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
        sum(split_amount) as split_amount
    from splits
    group by payment_id

),

unioned as (

    select
        'work_without_provider' as finding,
        procedure_id as source_id,
        clinic_id,
        production_amount as finding_amount,
        service_date as finding_date,
        _loaded_at
    from procedures
    where
        is_complete
        and provider_id = 0

    union all

    select
        'work_with_no_units' as finding,
        procedure_id as source_id,
        clinic_id,
        0 as finding_amount,
        service_date as finding_date,
        _loaded_at
    from procedures
    where
        is_complete
        and unit_count = 0

    union all

    select
        'work_done_in_the_future' as finding,
        procedures.procedure_id as source_id,
        procedures.clinic_id,
        procedures.production_amount as finding_amount,
        procedures.service_date as finding_date,
        procedures._loaded_at
    from procedures
    cross join settings
    where
        procedures.is_complete
        and procedures.service_date > settings.today_date

    union all

    select
        'work_paid_too_much' as finding,
        procedure_id as source_id,
        clinic_id,
        -owing_amount as finding_amount,
        service_date as finding_date,
        _loaded_at
    from settled
    where owing_amount < 0

    union all

    select
        'claim_sent_on_no_day' as finding,
        claim_id as source_id,
        clinic_id,
        claim_fee_amount as finding_amount,
        service_date as finding_date,
        _loaded_at
    from claims
    where
        (is_sent or is_received)
        and first_sent_date is null

    union all

    select
        'payment_not_fully_split' as finding,
        payments.payment_id as source_id,
        coalesce(payments.clinic_id, 0) as clinic_id,
        round(payments.payment_amount, 2) - coalesce(split_totals.split_amount, 0)
            as finding_amount,
        payments.payment_date as finding_date,
        payments._loaded_at
    from payments
    left join split_totals
        on payments.payment_id = split_totals.payment_id
    where round(payments.payment_amount, 2) <> coalesce(split_totals.split_amount, 0)

    union all

    -- Kinds of insurance payment marked N need no deposit slip.
    select
        'check_on_no_deposit' as finding,
        insurance_payments.insurance_payment_id as source_id,
        coalesce(insurance_payments.clinic_id, 0) as clinic_id,
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

),

final as (

    select
        -- keys
        finding,
        source_id,
        clinic_id,

        -- measures
        finding_amount::numeric(14, 2) as finding_amount,

        -- times
        finding_date,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from unioned

)

select * from final
