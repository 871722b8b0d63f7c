-- The lines of the production and income report by day: every report of it sums these, and reads a
-- fifth of the rows.
with

lines as (

    select * from {{ ref('int_production_income_unioned') }}

),

final as (

    select
        line_type,
        report_date,
        provider_id,
        clinic_id,
        sum(line_amount)::numeric(14, 2) as line_amount,
        count(*) as line_count,
        max(_loaded_at) as _loaded_at
    from lines
    -- A line without a date (0001-01-01 in the source) is in no report of Open Dental either.
    where report_date is not null
    group by line_type, report_date, provider_id, clinic_id

)

select * from final
