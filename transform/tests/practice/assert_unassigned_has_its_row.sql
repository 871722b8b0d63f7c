-- Money without provider or clinic carries 0; a dimension without that row would hide it in a join.
with

found as (

    select count(*) as row_count
    from {{ ref('dim_providers') }}
    where provider_id = 0
    union all
    select count(*) as row_count
    from {{ ref('dim_clinics') }}
    where clinic_id = 0

)

select *
from found
where row_count <> 1
