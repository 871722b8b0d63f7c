-- The rows behind each difference of rpt_restatements.
with

traced as (

    select * from {{ ref('int_restatements_traced') }}

),

final as (

    select
        -- keys
        line_type,
        line_id,
        month_start_date,
        provider_id,
        clinic_id,
        patient_id,

        -- attributes
        change_type,
        case line_type
            when 'production' then 'procedurelog'
            when 'adjustment' then 'adjustment'
            when 'patient_income' then 'paysplit'
            when 'unearned_income' then 'paysplit'
            else 'claimproc'
        end as source_table,

        -- measures
        frozen_amount,
        current_amount,
        difference_amount,

        -- times
        entered_date,
        edited_date,
        frozen_date,
        changed_at,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from traced
    where change_type is not null

)

select * from final
