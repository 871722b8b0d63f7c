with

source as (

    select * from {{ source('opendental', 'tsitranslog') }}

),

renamed as (

    select
        -- keys
        "TsiTransLogNum" as collection_transfer_id,
        nullif("PatNum", 0) as patient_id,
        nullif("UserNum", 0) as user_id,
        nullif("FKey", 0) as linked_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("AggTransLogNum", 0) as aggregate_transfer_id,

        -- attributes
        "TransType" as collection_transfer_type_code,
        case "TransType"
            when -1 then 'none'
            when 0 then 'cn'
            when 1 then 'cr'
            when 2 then 'db'
            when 3 then 'pf'
            when 4 then 'pl'
            when 5 then 'pp'
            when 6 then 'pt'
            when 7 then 'ri'
            when 8 then 'ss'
            when 9 then 'agg'
            when 10 then 'excluded'
        end as collection_transfer_type,
        "ServiceType" as collection_service_type_code,
        case "ServiceType"
            when 0 then 'accelerator'
            when 1 then 'profit_recovery'
            when 2 then 'professional_collections'
        end as collection_service_type,
        "ServiceCode" as collection_service_code,
        case "ServiceCode"
            when 0 then 'diplomatic'
            when 1 then 'intensive'
            when 2 then 'bad_check'
        end as collection_service,
        "FKeyType" as linked_type_code,
        case "FKeyType"
            when -1 then 'none'
            when 0 then 'adjustment'
            when 1 then 'claimproc'
            when 2 then 'pay_plan'
            when 3 then 'pay_plan_charge'
            when 4 then 'pay_split'
            when 5 then 'procedure'
        end as linked_type,

        -- measures
        "TransAmt"::numeric as transfer_amount,
        "AccountBalance"::numeric as account_balance_amount,

        -- times (practice-local; stamps UTC)
        nullif("TransDateTime", '0001-01-01'::timestamp) as transferred_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
