-- A month and clinic stand under all five horizons, with the same work.
with

cohorts as (

    select
        month_start_date,
        clinic_id,
        sum(gross_fee_amount) filter (where within_days = 30) as first_fee_amount,
        sum(gross_fee_amount) filter (where within_days = 365) as last_fee_amount,
        count(*) as horizon_count
    from {{ ref('rpt_collection_cohorts') }}
    group by
        month_start_date,
        clinic_id

)

select *
from cohorts
where
    horizon_count <> 5
    or first_fee_amount <> last_fee_amount
