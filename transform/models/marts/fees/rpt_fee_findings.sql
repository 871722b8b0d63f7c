-- Fees that look like typing errors. Each is compared with the median of its code over all
-- schedules that hold ordinary fees, by the factor the practice has set; a fee of nothing is a
-- finding of its own.
with

fees as (

    select * from {{ ref('stg_opendental__fee') }}

),

fee_schedules as (

    select * from {{ ref('dim_fee_schedules') }}

),

procedure_codes as (

    select * from {{ ref('dim_procedure_codes') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

ordinary as (

    select
        fees.*,
        fee_schedules.fee_schedule_name
    from fees
    inner join fee_schedules
        on fees.fee_schedule_id = fee_schedules.fee_schedule_id
    where fee_schedules.fee_schedule_type_code = 0

),

medians as (

    select
        procedure_code_id,
        count(*) as fee_count,
        percentile_disc(0.5) within group (order by fee_amount) as median_fee_amount
    from ordinary
    where fee_amount > 0
    group by procedure_code_id

),

judged as (

    select
        ordinary.*,
        medians.median_fee_amount,
        case
            when ordinary.fee_amount = 0 then 'fee_of_nothing'
            when ordinary.fee_amount > medians.median_fee_amount * thresholds.fee_outlier_factor
                then 'far_above_median'
            when ordinary.fee_amount < medians.median_fee_amount / thresholds.fee_outlier_factor
                then 'far_below_median'
        end as finding
    from ordinary
    cross join thresholds
    inner join medians
        on ordinary.procedure_code_id = medians.procedure_code_id
    where medians.fee_count >= 3

),

final as (

    select
        -- keys
        judged.fee_id,
        judged.fee_schedule_id,
        judged.procedure_code_id,

        -- attributes
        judged.finding,
        judged.fee_schedule_name,
        procedure_codes.procedure_code,

        -- measures
        round(judged.fee_amount, 2)::numeric(14, 2) as schedule_fee_amount,
        round(judged.median_fee_amount, 2)::numeric(14, 2) as median_fee_amount,

        -- loader (UTC)
        judged._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from judged
    left join procedure_codes
        on judged.procedure_code_id = procedure_codes.procedure_code_id
    where judged.finding is not null

)

select * from final
