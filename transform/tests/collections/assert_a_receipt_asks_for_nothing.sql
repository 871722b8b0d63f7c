-- A receipt or invoice is no statement that money was asked with.
with

statements as (

    select * from {{ ref('stg_opendental__statement') }}

),

facts as (

    select * from {{ ref('fct_statements') }}

)

select facts.statement_id
from facts
inner join statements
    on facts.statement_id = statements.statement_id
where
    facts.is_payment_asked
    and (statements.is_receipt or statements.is_invoice or not statements.is_sent)
