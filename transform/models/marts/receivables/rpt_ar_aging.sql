with

aged as (

    select * from {{ ref('int_receivables_aged') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

as_of_dates as (

    select * from {{ ref('int_receivables_as_of_dates') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        aged.as_of_date,
        aged.guarantor_id,
        coalesce(patients.clinic_id, 0) as clinic_id,
        aged.balance_0_30_amount,
        aged.balance_31_60_amount,
        aged.balance_61_90_amount,
        aged.balance_over_90_amount,
        aged.balance_total_amount,
        aged.insurance_estimate_amount,
        aged.write_off_estimate_amount,
        (
            aged.balance_total_amount
            - aged.insurance_estimate_amount
            - aged.write_off_estimate_amount
        )::numeric(14, 2) as patient_portion_amount,
        aged.is_today,

        -- loader (UTC)
        as_of_dates._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from aged
    cross join settings
    inner join as_of_dates
        on aged.as_of_date = as_of_dates.as_of_date
    left join patients
        on aged.guarantor_id = patients.patient_id
    -- 0: the same in every version
    where aged.pay_plan_version in (0, settings.pay_plan_version)

)

select * from final
