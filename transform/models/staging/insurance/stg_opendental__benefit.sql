with

source as (

    select * from {{ source('opendental', 'benefit') }}

),

renamed as (

    select
        -- keys
        "BenefitNum" as benefit_id,
        nullif("PlanNum", 0) as insurance_plan_id,
        nullif("PatPlanNum", 0) as patient_coverage_id,
        nullif("CovCatNum", 0) as coverage_category_id,
        nullif("CodeNum", 0) as procedure_code_id,
        nullif("CodeGroupNum", 0) as code_group_id,

        -- attributes
        "BenefitType" as benefit_type_code,
        case "BenefitType"
            when 0 then 'active_coverage'
            when 1 then 'coinsurance'
            when 2 then 'deductible'
            when 3 then 'copayment'
            when 4 then 'exclusions'
            when 5 then 'limitations'
            when 6 then 'waiting_period'
        end as benefit_type,
        nullif("Percent", -1) as coverage_percent,
        "TimePeriod" as time_period_code,
        case "TimePeriod"
            when 0 then 'none'
            when 1 then 'service_year'
            when 2 then 'calendar_year'
            when 3 then 'lifetime'
            when 4 then 'years'
            when 5 then 'number_in_last_12_months'
        end as time_period,
        "QuantityQualifier" as quantity_qualifier_code,
        case "QuantityQualifier"
            when 0 then 'none'
            when 1 then 'number_of_services'
            when 2 then 'age_limit'
            when 3 then 'visits'
            when 4 then 'years'
            when 5 then 'months'
        end as quantity_qualifier,
        "Quantity" as quantity,
        "CoverageLevel" as coverage_level_code,
        case "CoverageLevel"
            when 0 then 'none'
            when 1 then 'individual'
            when 2 then 'family'
        end as coverage_level,
        "TreatArea" as treatment_area_code,
        case "TreatArea"
            when 0 then 'none'
            when 1 then 'surface'
            when 2 then 'tooth'
            when 3 then 'mouth'
            when 4 then 'quadrant'
            when 5 then 'sextant'
            when 6 then 'arch'
            when 7 then 'tooth_range'
        end as treatment_area,

        -- measures
        nullif("MonetaryAmt", -1)::numeric as monetary_amount,

        -- times (practice-local; stamps UTC)
        nullif("SecDateTEntry", '0001-01-01'::timestamp) as source_created_at,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
