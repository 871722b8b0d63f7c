-- A status of the seed that Open Dental does not have confirms nobody: correct its spelling in
-- seeds/practice_confirmation_statuses.csv. A practice may keep fewer statuses, so this warns.
{{ config(severity='warn') }}

with

confirmation_statuses as (

    select * from {{ ref('practice_confirmation_statuses') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

)

select confirmation_statuses.confirmation_status
from confirmation_statuses
left join definitions
    on
        confirmation_statuses.confirmation_status = definitions.definition_name
        and definitions.definition_category = 'appt_confirmed'
where definitions.definition_id is null
