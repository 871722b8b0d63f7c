-- Acceptance is a part of what was presented, in procedures, money and people, and completion a
-- part of acceptance.
with

acceptance as (

    select * from {{ ref('rpt_case_acceptance') }}

)

select
    month_start_date,
    provider_id,
    clinic_id,
    horizon_days
from acceptance
where
    accepted_count > presented_count
    or accepted_amount > presented_amount
    or accepted_patient_count > presented_patient_count
    or completed_count > accepted_count
    or completed_amount > accepted_amount
