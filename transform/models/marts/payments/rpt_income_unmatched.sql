-- Money that names no procedure: it is income and in no collection cohort. Shown beside the
-- waterfall, because a practice that posts by total looks slower there than it is.
with

splits as (

    select * from {{ ref('fct_payment_splits') }}

),

claim_lines as (

    select * from {{ ref('fct_claim_lines') }}

),

unioned as (

    select
        payment_date,
        clinic_id,
        'patient' as payer,
        split_amount as payment_amount,
        procedure_id,
        _loaded_at
    from splits
    where is_patient_income

    union all

    select
        insurance_payment_date as payment_date,
        clinic_id,
        'insurance' as payer,
        insurance_payment_amount as payment_amount,
        procedure_id,
        _loaded_at
    from claim_lines
    where is_received

),

final as (

    select
        -- keys
        date_trunc('month', payment_date)::date as month_start_date,
        clinic_id,
        payer,

        -- measures
        sum(payment_amount)::numeric(14, 2) as payment_amount,
        coalesce(sum(payment_amount) filter (where procedure_id is null), 0)::numeric(14, 2)
            as unmatched_amount,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from unioned
    where payment_date is not null
    group by
        date_trunc('month', payment_date)::date,
        clinic_id,
        payer

)

select * from final
