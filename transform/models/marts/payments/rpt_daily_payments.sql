-- Open Dental: RpPaySheet. Patients' money by the payment's date, insurers' by the day the check
-- was entered; the clinic is that of the split or claim line, never of the payment.
with

splits as (

    select * from {{ ref('fct_payment_splits') }}

),

payments as (

    select * from {{ ref('stg_opendental__payment') }}

),

claim_lines as (

    select * from {{ ref('fct_claim_lines') }}

),

insurance_payments as (

    select * from {{ ref('stg_opendental__claimpayment') }}

),

plans as (

    select * from {{ ref('dim_insurance_plans') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

patient_lines as (

    select
        'patient' as payer,
        splits.payment_id,
        splits.clinic_id,
        0::bigint as carrier_id,
        splits.is_unearned,
        splits.is_income_transfer,
        null as carrier_name,
        payments.payment_type_id,
        payments.deposit_id,
        splits.split_amount as payment_amount,
        payments.payment_date as report_date,
        payments.payment_date as posted_date,
        splits._loaded_at
    from splits
    inner join payments
        on splits.payment_id = payments.payment_id
    where not splits.is_hidden_unearned

),

insurance_lines as (

    select
        'insurance' as payer,
        claim_lines.insurance_payment_id as payment_id,
        claim_lines.clinic_id,
        coalesce(plans.carrier_id, 0) as carrier_id,
        false as is_unearned,
        false as is_income_transfer,
        plans.carrier_name,
        insurance_payments.insurance_payment_type_id as payment_type_id,
        insurance_payments.deposit_id,
        claim_lines.insurance_payment_amount as payment_amount,
        claim_lines.check_date as report_date,
        coalesce(claim_lines.insurance_payment_date, '0001-01-01'::date) as posted_date,
        claim_lines._loaded_at
    from claim_lines
    inner join insurance_payments
        on claim_lines.insurance_payment_id = insurance_payments.insurance_payment_id
    left join plans
        on claim_lines.insurance_plan_id = plans.insurance_plan_id
    where claim_lines.is_received

),

unioned as (

    select * from patient_lines
    union all
    select * from insurance_lines

),

final as (

    select
        -- keys
        unioned.report_date,
        unioned.payer,
        unioned.payment_id,
        unioned.clinic_id,
        unioned.carrier_id,
        unioned.deposit_id,

        -- attributes
        unioned.carrier_name,
        definitions.definition_name as payment_type,

        -- measures
        sum(unioned.payment_amount)::numeric(14, 2) as payment_amount,
        count(*) as line_count,

        -- flags
        unioned.is_unearned,
        unioned.is_income_transfer,

        -- times
        unioned.posted_date,

        -- loader (UTC)
        max(unioned._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from unioned
    left join definitions
        on unioned.payment_type_id = definitions.definition_id
    where unioned.report_date is not null
    group by
        unioned.report_date,
        unioned.payer,
        unioned.payment_id,
        unioned.clinic_id,
        unioned.carrier_id,
        unioned.deposit_id,
        unioned.carrier_name,
        definitions.definition_name,
        unioned.is_unearned,
        unioned.is_income_transfer,
        unioned.posted_date

)

select * from final
