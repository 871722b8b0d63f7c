-- A group without a single code of this practice is missing from its list or named wrongly: its
-- report would show nothing and look like good news. Add codes to seeds/practice_code_groups.csv.
-- A practice may not use every group, so this warns.
{{ config(severity='warn') }}

with

code_groups as (

    select * from {{ ref('practice_code_groups') }}

),

codes as (

    select * from {{ ref('int_procedure_codes_grouped') }}

),

found as (

    select
        code_groups.code_group,
        count(codes.procedure_code_id) as code_count
    from code_groups
    left join codes
        on codes.procedure_code between code_groups.from_code and code_groups.to_code
    group by code_groups.code_group

)

select code_group
from found
where code_count = 0
