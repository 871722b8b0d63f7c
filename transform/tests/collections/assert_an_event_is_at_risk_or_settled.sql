-- An event is used to learn a rate once its days are over, and waits before; never both.
with

at_risk as (

    select * from {{ ref('rpt_revenue_at_risk') }}

),

observed as (

    select * from {{ ref('int_recoveries_observed') }}

)

select
    at_risk.risk,
    at_risk.source_id
from at_risk
inner join observed
    on
        at_risk.risk = observed.risk
        and at_risk.source_id = observed.source_id
where observed.is_final
