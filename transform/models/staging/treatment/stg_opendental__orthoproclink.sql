with

source as (

    select * from {{ source('opendental', 'orthoproclink') }}

),

renamed as (

    select
        -- keys
        "OrthoProcLinkNum" as ortho_procedure_link_id,
        nullif("OrthoCaseNum", 0) as ortho_case_id,
        nullif("ProcNum", 0) as procedure_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,

        -- attributes
        "ProcLinkType" as ortho_procedure_type_code,
        case "ProcLinkType"
            when 0 then 'banding'
            when 1 then 'debond'
            when 2 then 'visit'
        end as ortho_procedure_type,

        -- times (practice-local; stamps UTC)
        nullif("SecDateTEntry", '0001-01-01'::timestamp) as source_created_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
