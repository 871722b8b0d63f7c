with

source as (

    select * from {{ source('opendental', 'guardian') }}

),

renamed as (

    select
        -- keys
        "GuardianNum" as guardian_link_id,
        nullif("PatNumChild", 0) as child_patient_id,
        nullif("PatNumGuardian", 0) as guardian_patient_id,

        -- attributes
        "Relationship" as guardian_relationship_code,
        case "Relationship"
            when 0 then 'father'
            when 1 then 'mother'
            when 2 then 'stepfather'
            when 3 then 'stepmother'
            when 4 then 'grandfather'
            when 5 then 'grandmother'
            when 6 then 'sitter'
            when 7 then 'brother'
            when 8 then 'care_giver'
            when 9 then 'foster_child'
            when 10 then 'guardian'
            when 11 then 'grandparent'
            when 12 then 'other'
            when 13 then 'parent'
            when 14 then 'stepchild'
            when 15 then 'self'
            when 16 then 'sibling'
            when 17 then 'sister'
            when 18 then 'spouse'
            when 19 then 'child'
            when 20 then 'life_partner'
            when 21 then 'friend'
            when 22 then 'grandchild'
        end as guardian_relationship,

        -- flags
        "IsGuardian" <> 0 as is_guardian,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
