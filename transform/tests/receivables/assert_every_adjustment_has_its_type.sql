-- An adjustment of a type that is gone from the list cannot be told from a discount.
{{ config(severity='warn') }}

with

adjustments as (

    select * from {{ ref('fct_adjustments') }}

),

adjustment_types as (

    select * from {{ ref('dim_adjustment_types') }}

)

select adjustments.adjustment_id
from adjustments
left join adjustment_types
    on adjustments.adjustment_type_id = adjustment_types.adjustment_type_id
where adjustment_types.adjustment_type_id is null
