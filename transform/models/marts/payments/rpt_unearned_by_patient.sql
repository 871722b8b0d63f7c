-- Whose prepayments could pay for work that is done. Open Dental:
-- RpUnearnedIncome.GetNetUnearnedData (families with nothing open) and GetUnearnedAllocationData
-- (families with work still owing, dated on or after their first prepayment).
with

splits as (

    select * from {{ ref('fct_payment_splits') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

procedures as (

    select * from {{ ref('int_procedures_settled') }}

),

unearned as (

    select
        splits.patient_id,
        patients.guarantor_id,
        coalesce(patients.clinic_id, 0) as clinic_id,
        sum(splits.split_amount) as unearned_amount,
        min(splits.payment_date) as first_unearned_date,
        max(splits._loaded_at) as _loaded_at
    from splits
    inner join patients
        on splits.patient_id = patients.patient_id
    where
        splits.is_unearned
        and not splits.is_hidden_unearned
    group by
        splits.patient_id,
        patients.guarantor_id,
        patients.clinic_id

),

families as (

    select
        guarantor_id,
        sum(unearned_amount) as family_unearned_amount,
        min(first_unearned_date) as first_unearned_date
    from unearned
    group by guarantor_id

),

owing as (

    select
        families.guarantor_id,
        sum(procedures.owing_amount) as family_owing_amount,
        sum(procedures.owing_amount) filter (
            where procedures.service_date >= families.first_unearned_date
        ) as allocatable_owing_amount
    from families
    inner join procedures
        on families.guarantor_id = procedures.guarantor_id
    where procedures.owing_amount > 0.005
    group by families.guarantor_id

),

final as (

    select
        -- keys
        unearned.patient_id,
        unearned.guarantor_id,
        unearned.clinic_id,

        -- measures
        unearned.unearned_amount::numeric(14, 2) as unearned_amount,
        families.family_unearned_amount::numeric(14, 2) as family_unearned_amount,
        coalesce(owing.family_owing_amount, 0)::numeric(14, 2) as family_owing_amount,
        coalesce(owing.allocatable_owing_amount, 0)::numeric(14, 2) as allocatable_owing_amount,

        -- flags
        owing.guarantor_id is null as is_net_unearned,
        coalesce(
            families.family_unearned_amount > 0
            and owing.allocatable_owing_amount > 0, false
        ) as is_allocatable,

        -- times
        families.first_unearned_date,

        -- loader (UTC)
        unearned._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from unearned
    inner join families
        on unearned.guarantor_id = families.guarantor_id
    left join owing
        on unearned.guarantor_id = owing.guarantor_id
    where
        unearned.unearned_amount <> 0
        or families.family_unearned_amount <> 0

)

select * from final
