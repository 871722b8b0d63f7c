-- A blockout type that lies over a chair and is in no seed holds the chair open: say whether it
-- closes it in seeds/practice_blockout_types.csv.
-- Treating it as a hold is a choice, so this warns.
{{ config(severity='warn') }}

with

schedules as (

    select * from {{ ref('stg_opendental__schedule') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

blockout_types as (

    select * from {{ ref('practice_blockout_types') }}

)

select distinct definitions.definition_name as blockout_type
from schedules
inner join definitions
    on schedules.blockout_type_id = definitions.definition_id
left join blockout_types
    on definitions.definition_name = blockout_types.blockout_type
where
    schedules.schedule_type_code = 2
    and blockout_types.blockout_type is null
