-- A procedure that takes several visits (a crown: preparation, seating) is one group; insurance is
-- billed when its last part is done, so a group in process waits for a reason.
with

items as (

    select * from {{ ref('stg_opendental__procmultivisit') }}

),

grouped as (

    select
        multi_visit_group_id,
        min(patient_id) as patient_id,
        count(*) as item_count,
        count(*) filter (where procedure_status_code = 2) as completed_item_count,
        bool_or(is_in_process) as is_in_process,
        min(source_created_at) as source_created_at,
        max(_loaded_at) as _loaded_at
    from items
    group by multi_visit_group_id

)

select * from grouped
