with

effectiveness as (

    select * from {{ ref('rpt_recall_effectiveness') }}

)

select
    due_month_date,
    recall_type_id,
    clinic_id
from effectiveness
where not (
        met_by_due_date_count <= met_in_30_days_count
        and met_in_30_days_count <= met_in_60_days_count
        and met_in_60_days_count <= met_in_90_days_count
        and met_in_90_days_count <= met_in_180_days_count
        and met_in_180_days_count <= due_recall_count
    )
