with

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

splits as (

    select * from {{ ref('stg_opendental__paysplit') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

as_of_dates as (

    select * from {{ ref('int_receivables_as_of_dates') }}

),

hidden_unearned_types as (

    select definition_id
    from definitions
    where
        definition_category_code = 29
        and definition_value <> ''

),

unearned_by_day as (

    select
        patients.guarantor_id,
        splits.payment_date,
        sum(round(splits.split_amount, 2)) as unearned_amount,
        max(splits._loaded_at) as _loaded_at
    from splits
    inner join patients
        on splits.patient_id = patients.patient_id
    left join hidden_unearned_types
        on splits.unearned_type_id = hidden_unearned_types.definition_id
    where
        splits.unearned_type_id is not null
        and hidden_unearned_types.definition_id is null
    group by
        patients.guarantor_id,
        splits.payment_date

),

-- A balance is everything up to the day, never only what moved in a period. Today counts every
-- split, as Open Dental's report over all time does.
balances as (

    select
        as_of_dates.as_of_date,
        unearned_by_day.guarantor_id,
        sum(unearned_by_day.unearned_amount) as unearned_amount,
        as_of_dates.is_today,
        max(unearned_by_day._loaded_at) as _loaded_at
    from as_of_dates
    inner join unearned_by_day
        on
            as_of_dates.is_today
            or unearned_by_day.payment_date is null
            or as_of_dates.as_of_date >= unearned_by_day.payment_date
    group by
        as_of_dates.as_of_date,
        unearned_by_day.guarantor_id,
        as_of_dates.is_today

),

final as (

    select
        balances.as_of_date,
        balances.guarantor_id,
        coalesce(guarantors.clinic_id, 0) as clinic_id,
        balances.unearned_amount::numeric(14, 2) as unearned_amount,
        balances.is_today,

        -- loader (UTC)
        balances._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from balances
    left join patients as guarantors
        on balances.guarantor_id = guarantors.patient_id
    where balances.unearned_amount <> 0

)

select * from final
