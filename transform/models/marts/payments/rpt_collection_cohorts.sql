-- The waterfall: of the work of a month, what was collected within 30, 60, 90, 180 and 365 days of
-- each procedure, and to date. A horizon is final once the month's last day is older than it.
with

procedures as (

    select * from {{ ref('int_procedures_settled') }}

),

payments as (

    select * from {{ ref('int_procedure_payments_dated') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

horizons (within_days) as (

    values
    (30),
    (60),
    (90),
    (180),
    (365)

),

worked as (

    select
        date_trunc('month', service_date)::date as month_start_date,
        clinic_id,
        sum(gross_fee_amount) as gross_fee_amount,
        sum(adjustment_amount) as adjustment_amount,
        sum(write_off_amount) as write_off_amount,
        count(*) as procedure_count,
        max(_loaded_at) as _loaded_at
    from procedures
    where service_date is not null
    group by
        date_trunc('month', service_date)::date,
        clinic_id

),

-- Money before the day of service is in time for every horizon.
collected as (

    select
        date_trunc('month', service_date)::date as month_start_date,
        clinic_id,
        payer,
        case
            when days_after_service <= 30 then 30
            when days_after_service <= 60 then 60
            when days_after_service <= 90 then 90
            when days_after_service <= 180 then 180
            when days_after_service <= 365 then 365
            else 9999
        end as first_within_days,
        sum(payment_amount) as payment_amount
    from payments
    where service_date is not null
    group by
        date_trunc('month', service_date)::date,
        clinic_id,
        payer,
        case
            when days_after_service <= 30 then 30
            when days_after_service <= 60 then 60
            when days_after_service <= 90 then 90
            when days_after_service <= 180 then 180
            when days_after_service <= 365 then 365
            else 9999
        end

),

cumulated as (

    select
        collected.month_start_date,
        collected.clinic_id,
        horizons.within_days,
        sum(collected.payment_amount) filter (
            where collected.payer = 'patient'
        ) as patient_payment_amount,
        sum(collected.payment_amount) filter (
            where collected.payer = 'insurance'
        ) as insurance_payment_amount
    from collected
    inner join horizons
        on collected.first_within_days <= horizons.within_days
    group by
        collected.month_start_date,
        collected.clinic_id,
        horizons.within_days

),

to_date as (

    select
        month_start_date,
        clinic_id,
        sum(payment_amount) as payment_amount
    from collected
    group by
        month_start_date,
        clinic_id

),

final as (

    select
        -- keys
        worked.month_start_date,
        worked.clinic_id,
        horizons.within_days,

        -- measures
        worked.gross_fee_amount::numeric(14, 2) as gross_fee_amount,
        worked.adjustment_amount::numeric(14, 2) as adjustment_amount,
        worked.write_off_amount::numeric(14, 2) as write_off_amount,
        (worked.gross_fee_amount + worked.adjustment_amount - worked.write_off_amount)
        ::numeric(14, 2) as collectible_amount,
        coalesce(cumulated.patient_payment_amount, 0)::numeric(14, 2) as patient_payment_amount,
        coalesce(cumulated.insurance_payment_amount, 0)::numeric(14, 2)
            as insurance_payment_amount,
        coalesce(to_date.payment_amount, 0)::numeric(14, 2) as collected_to_date_amount,
        worked.procedure_count,
        (
            coalesce(cumulated.patient_payment_amount, 0)
            + coalesce(cumulated.insurance_payment_amount, 0)
        ) / nullif(
            worked.gross_fee_amount + worked.adjustment_amount - worked.write_off_amount, 0
        ) as collection_rate,

        -- flags
        (worked.month_start_date + interval '1 month - 1 day')::date + horizons.within_days
        < settings.today_date as is_final,

        -- loader (UTC)
        worked._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from worked
    cross join horizons
    cross join settings
    left join cumulated
        on
            worked.month_start_date = cumulated.month_start_date
            and worked.clinic_id = cumulated.clinic_id
            and horizons.within_days = cumulated.within_days
    left join to_date
        on
            worked.month_start_date = to_date.month_start_date
            and worked.clinic_id = to_date.clinic_id

)

select * from final
