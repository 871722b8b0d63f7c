-- Net production of a day under each policy of write-offs: production, adjustments and that
-- policy's write-offs, which are negative.
with

income as (

    select * from {{ ref('int_production_income_summed') }}

),

policies (write_off_policy) as (

    values
    ('pay_date'),
    ('procedure_date'),
    ('claim_date')

),

final as (

    select
        policies.write_off_policy,
        income.report_date,
        income.provider_id,
        income.clinic_id,
        sum(income.line_amount)::numeric(14, 2) as line_amount,
        sum(income.line_count)::bigint as line_count,
        max(income._loaded_at) as _loaded_at
    from income
    inner join policies
        on
            income.line_type
            in ('production', 'adjustment', 'write_off_' || policies.write_off_policy)
    group by
        policies.write_off_policy,
        income.report_date,
        income.provider_id,
        income.clinic_id

)

select * from final
