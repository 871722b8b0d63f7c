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

-- A family that no payment plan touches is aged once and owes the same in every version.
by_version as (

    select
        aged.*,
        versions.shown_version
    from aged
    inner join (
        values (0, 1), (0, 2), (0, 3), (0, 4), (1, 1), (2, 2), (3, 3), (4, 4)
    ) as versions (aged_version, shown_version)
        on aged.pay_plan_version = versions.aged_version

),

final as (

    select
        by_version.as_of_date,
        by_version.guarantor_id,
        by_version.shown_version as pay_plan_version,
        coalesce(patients.clinic_id, 0) as clinic_id,
        by_version.balance_0_30_amount,
        by_version.balance_31_60_amount,
        by_version.balance_61_90_amount,
        by_version.balance_over_90_amount,
        by_version.balance_total_amount,
        by_version.future_amount,
        by_version.insurance_estimate_amount,
        by_version.write_off_estimate_amount,
        (
            by_version.balance_total_amount
            - by_version.insurance_estimate_amount
            - by_version.write_off_estimate_amount
        )::numeric(14, 2) as patient_portion_amount,
        by_version.is_today,
        by_version.shown_version = settings.pay_plan_version as is_own_version,

        -- loader (UTC)
        as_of_dates._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from by_version
    cross join settings
    inner join as_of_dates
        on by_version.as_of_date = as_of_dates.as_of_date
    left join patients
        on by_version.guarantor_id = patients.patient_id

)

select * from final
