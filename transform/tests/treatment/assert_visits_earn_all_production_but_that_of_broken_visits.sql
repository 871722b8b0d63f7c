with

visits as (

    select * from {{ ref('fct_visits') }}

),

procedures as (

    select * from {{ ref('fct_procedures') }}

),

codes as (

    select * from {{ ref('int_procedure_codes_grouped') }}

),

seen as (

    select coalesce(sum(production_amount), 0) as production_amount
    from visits

),

produced as (

    select coalesce(sum(procedures.production_amount), 0) as production_amount
    from procedures
    left join codes
        on procedures.procedure_code_id = codes.procedure_code_id
    where
        procedures.service_date is not null
        and not coalesce(codes.is_broken_visit, false)

)

select
    seen.production_amount as visit_amount,
    produced.production_amount
from seen
inner join produced
    on seen.production_amount <> produced.production_amount
