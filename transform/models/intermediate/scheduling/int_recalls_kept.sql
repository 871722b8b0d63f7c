-- What of a recall is kept: Open Dental overwrites the due date when the recall is met.
with

recalls as (

    select * from {{ ref('stg_opendental__recall') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        recalls.recall_id,
        recalls.patient_id,
        recalls.recall_type_id,
        recalls.recall_status_id,
        recalls.recall_interval_packed,
        recalls.is_disabled,
        recalls.disabled_until_balance_amount,
        recalls.disabled_until_date,
        recalls.calculated_due_date,
        recalls.due_date,
        recalls.previous_date,
        recalls.scheduled_date,
        settings.today_date as seen_date
    from recalls
    cross join settings

)

select * from final
