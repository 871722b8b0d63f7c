-- Every line of the production and income report in a month whose books are closed (write-offs by
-- the practice's own policy), with the days on which it was entered and last touched. Open Dental
-- stamps both; the second also moves without a person, when estimates are computed again.
with

income_lines as (

    select * from {{ ref('int_production_income_unioned') }}

),

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

adjustments as (

    select * from {{ ref('stg_opendental__adjustment') }}

),

splits as (

    select * from {{ ref('stg_opendental__paysplit') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

-- Estimate and true-up of a write-off are one line here.
summed as (

    select
        case
            when income_lines.line_type like 'write_off_%' then 'write_off'
            else income_lines.line_type
        end as line_type,
        income_lines.line_id,
        date_trunc('month', income_lines.report_date)::date as month_start_date,
        income_lines.provider_id,
        income_lines.clinic_id,
        min(income_lines.patient_id) as patient_id,
        sum(income_lines.line_amount) as line_amount,
        min(income_lines.report_date) as report_date,
        max(income_lines._loaded_at) as _loaded_at
    from income_lines
    cross join settings
    where
        income_lines.report_date is not null
        and (
            income_lines.line_type not like 'write_off_%'
            or income_lines.line_type = 'write_off_' || settings.write_off_policy
        )
    group by
        case
            when income_lines.line_type like 'write_off_%' then 'write_off'
            else income_lines.line_type
        end,
        income_lines.line_id,
        date_trunc('month', income_lines.report_date)::date,
        income_lines.provider_id,
        income_lines.clinic_id

),

stamps as (

    select
        'production' as line_type,
        procedure_id as line_id,
        completed_date as entered_date,
        source_updated_at
    from procedures
    union all
    select
        'adjustment' as line_type,
        adjustment_id as line_id,
        entry_date as entered_date,
        source_updated_at
    from adjustments
    union all
    select
        case
            when unearned_type_id is null then 'patient_income'
            else 'unearned_income'
        end as line_type,
        payment_split_id as line_id,
        entry_date as entered_date,
        source_updated_at
    from splits
    union all
    -- The day of entry is the payment's; a write-off may stand long before there is one.
    select
        'insurance_income' as line_type,
        claim_line_id as line_id,
        entry_date as entered_date,
        source_updated_at
    from claim_lines
    union all
    select
        'write_off' as line_type,
        claim_line_id as line_id,
        source_created_date as entered_date,
        source_updated_at
    from claim_lines

),

final as (

    select
        summed.line_type,
        summed.line_id,
        summed.month_start_date,
        summed.provider_id,
        summed.clinic_id,
        summed.patient_id,
        summed.line_amount::numeric(14, 2) as line_amount,
        summed.report_date,
        (summed.month_start_date + interval '1 month - 1 day')::date
        + thresholds.month_close_days as month_closed_date,
        stamps.entered_date,
        (stamps.source_updated_at at time zone settings.time_zone)::date as edited_date,
        settings.today_date as seen_date,
        summed._loaded_at
    from summed
    cross join thresholds
    cross join settings
    left join stamps
        on
            summed.line_type = stamps.line_type
            and summed.line_id = stamps.line_id
    where
        summed.line_amount <> 0
        and (summed.month_start_date + interval '1 month - 1 day')::date
        + thresholds.month_close_days < settings.today_date

)

select * from final
