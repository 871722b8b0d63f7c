-- Of people, visits, slots and plans a share is a part. Time is not: a chair can be booked twice,
-- and a visit can take longer than it was booked for.
with

kpi_values as (

    select * from {{ ref('rpt_kpi_values') }}

),

definitions as (

    select * from {{ ref('kpi_definitions') }}

)

select
    kpi_values.kpi_id,
    kpi_values.variant,
    kpi_values.period_start,
    kpi_values.provider_id,
    kpi_values.clinic_id
from kpi_values
inner join definitions
    on kpi_values.kpi_id = definitions.kpi_id
where
    definitions.domain in ('patients', 'hygiene', 'treatment', 'scheduling', 'communications')
    and definitions.unit = 'rate'
    and kpi_values.variant not like 'net_production%'
    and definitions.kpi_id not in (
        'chair_utilisation', 'schedule_fill', 'fill_at_horizon', 'hygiene_open_time_pct'
    )
    and (kpi_values.numerator < 0 or kpi_values.numerator > kpi_values.denominator)
