with

acceptance as (

    select * from {{ ref('rpt_case_acceptance') }}

),

compared as (

    select
        *,
        lag(accepted_count, 1, 0::bigint) over (
            partition by month_start_date, provider_id, clinic_id
            order by horizon_days
        ) as shorter_count
    from acceptance

)

select
    month_start_date,
    provider_id,
    clinic_id,
    horizon_days
from compared
where accepted_count < shorter_count
