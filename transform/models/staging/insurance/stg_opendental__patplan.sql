with

source as (

    select * from {{ source('opendental', 'patplan') }}

),

renamed as (

    select
        -- keys
        "PatPlanNum" as patient_coverage_id,
        nullif("PatNum", 0) as patient_id,
        nullif("InsSubNum", 0) as insurance_subscription_id,

        -- attributes
        "Ordinal" as coverage_ordinal,
        "Relationship" as subscriber_relationship_code,
        case "Relationship"
            when 0 then 'self'
            when 1 then 'spouse'
            when 2 then 'child'
            when 3 then 'employee'
            when 4 then 'handicapped_dependent'
            when 5 then 'significant_other'
            when 6 then 'injured_plaintiff'
            when 7 then 'life_partner'
            when 8 then 'dependent'
        end as subscriber_relationship,

        -- measures
        nullif("OrthoAutoFeeBilledOverride", -1)::numeric as ortho_auto_fee_billed_override_amount,

        -- flags
        "IsPending" <> 0 as is_pending,

        -- times (practice-local; stamps UTC)
        nullif("OrthoAutoNextClaimDate", '0001-01-01'::date) as ortho_auto_next_claim_date,
        nullif("SecDateTEntry", '0001-01-01'::timestamp) as source_created_at,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
