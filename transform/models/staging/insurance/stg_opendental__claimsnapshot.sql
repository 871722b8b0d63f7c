with

source as (

    select * from {{ source('opendental', 'claimsnapshot') }}

),

renamed as (

    select
        -- keys
        "ClaimSnapshotNum" as claim_snapshot_id,
        nullif("ProcNum", 0) as procedure_id,
        nullif("ClaimProcNum", 0) as claim_line_id,

        -- attributes
        "ClaimType" as claim_type_code,
        case "ClaimType"
            when 'P' then 'primary'
            when 'S' then 'secondary'
            when 'Other' then 'other'
            when 'Cap' then 'capitation'
        end as claim_type,
        "SnapshotTrigger" as snapshot_trigger_code,
        case "SnapshotTrigger"
            when 0 then 'claim_create'
            when 1 then 'service'
            when 2 then 'ins_payment'
        end as snapshot_trigger,

        -- measures
        nullif("Writeoff", -1)::numeric as write_off_estimate_amount,
        "InsPayEst"::numeric as insurance_payment_estimate_amount,
        "Fee"::numeric as fee_amount,

        -- times (practice-local; stamps UTC)
        nullif("DateTEntry", '0001-01-01'::timestamp) as snapshot_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
