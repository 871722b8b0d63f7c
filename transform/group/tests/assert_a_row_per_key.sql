-- No key twice: neither engine enforces one here.
with

counted as (

    select
        'rpt_group_production_income' as mart,
        count(*) as row_count
    from {{ ref('rpt_group_production_income') }}
    group by practice_id, month_start_date, clinic_id
    union all
    select
        'rpt_group_ar_aging' as mart,
        count(*) as row_count
    from {{ ref('rpt_group_ar_aging') }}
    group by practice_id, as_of_date, clinic_id
    union all
    select
        'rpt_group_kpi_practices' as mart,
        count(*) as row_count
    from {{ ref('rpt_group_kpi_practices') }}
    group by practice_id, kpi_id, variant, period_start
    union all
    select
        'dim_group_practices' as mart,
        count(*) as row_count
    from {{ ref('dim_group_practices') }}
    group by practice_id

)

select mart
from counted
where row_count > 1
