with

source as (

    select * from {{ source('opendental', 'covcat') }}

),

renamed as (

    select
        -- keys
        "CovCatNum" as coverage_category_id,

        -- attributes
        "Description" as coverage_category_name,
        "DefaultPercent" as default_coverage_percent,
        "CovOrder" as coverage_order,
        "EbenefitCat" as electronic_benefit_category_code,
        case "EbenefitCat"
            when 0 then 'none'
            when 1 then 'general'
            when 2 then 'diagnostic'
            when 3 then 'periodontics'
            when 4 then 'restorative'
            when 5 then 'endodontics'
            when 6 then 'maxillofacial_prosth'
            when 7 then 'crowns'
            when 8 then 'accident'
            when 9 then 'orthodontics'
            when 10 then 'prosthodontics'
            when 11 then 'oral_surgery'
            when 12 then 'routine_preventive'
            when 13 then 'diagnostic_x_ray'
            when 14 then 'adjunctive'
        end as electronic_benefit_category,

        -- flags
        "IsHidden" <> 0 as is_hidden,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
