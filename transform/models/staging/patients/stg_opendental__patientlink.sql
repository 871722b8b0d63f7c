with

source as (

    select * from {{ source('opendental', 'patientlink') }}

),

renamed as (

    select
        -- keys
        "PatientLinkNum" as patient_link_id,
        nullif("PatNumFrom", 0) as from_patient_id,
        nullif("PatNumTo", 0) as to_patient_id,

        -- attributes
        "LinkType" as patient_link_type_code,
        case "LinkType"
            when 0 then 'undefined'
            when 1 then 'merge'
            when 2 then 'clone'
            when 3 then 'pay_simple'
        end as patient_link_type,

        -- times (practice-local; stamps UTC)
        nullif("DateTimeLink", '0001-01-01'::timestamp) as linked_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
