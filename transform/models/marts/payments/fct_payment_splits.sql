-- Patient money counts by its splits: the payment's own amount is only the header, its splits may
-- belong to other families and clinics.
with

splits as (

    select * from {{ ref('stg_opendental__paysplit') }}

),

payments as (

    select * from {{ ref('stg_opendental__payment') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

final as (

    select
        -- keys
        splits.payment_split_id,
        splits.payment_id,
        splits.patient_id,
        coalesce(splits.provider_id, 0) as provider_id,
        coalesce(splits.clinic_id, 0) as clinic_id,
        splits.procedure_id,
        splits.adjustment_id,
        splits.payment_plan_id,
        payments.payment_type_id,
        splits.unearned_type_id,

        -- attributes
        payment_types.definition_name as payment_type,
        unearned_types.definition_name as unearned_type,

        -- measures
        round(splits.split_amount, 2) as split_amount,

        -- flags; a payment without a type moves income between rows and is not cash
        splits.unearned_type_id is not null as is_unearned,
        coalesce(
            unearned_types.definition_category_code = 29
            and unearned_types.definition_value <> '', false
        ) as is_hidden_unearned,
        payments.payment_id is not null
        and payments.payment_type_id is null as is_income_transfer,
        splits.unearned_type_id is null
        and not coalesce(splits.is_discount, false) as is_patient_income,
        coalesce(splits.is_discount, false) as is_discount,

        -- times
        splits.payment_date,
        splits.entry_date,
        splits.source_updated_at,

        -- loader (UTC)
        splits._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from splits
    left join payments
        on splits.payment_id = payments.payment_id
    left join definitions as payment_types
        on payments.payment_type_id = payment_types.definition_id
    left join definitions as unearned_types
        on splits.unearned_type_id = unearned_types.definition_id

)

select * from final
