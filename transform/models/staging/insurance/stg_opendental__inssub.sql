with

source as (

    select * from {{ source('opendental', 'inssub') }}

),

renamed as (

    select
        -- keys
        "InsSubNum" as insurance_subscription_id,
        nullif("PlanNum", 0) as insurance_plan_id,
        nullif("Subscriber", 0) as subscriber_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,

        -- flags
        "ReleaseInfo" <> 0 as is_information_released,
        "AssignBen" <> 0 as is_benefit_assigned,

        -- times (practice-local; stamps UTC)
        nullif("DateEffective", '0001-01-01'::date) as effective_date,
        nullif("DateTerm", '0001-01-01'::date) as termination_date,
        nullif("SecDateEntry", '0001-01-01'::date) as source_created_date,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
