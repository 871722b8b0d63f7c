with

source as (

    select * from {{ source('opendental', 'statementprod') }}

),

renamed as (

    select
        -- keys
        "StatementProdNum" as statement_line_id,
        nullif("StatementNum", 0) as statement_id,
        nullif("FKey", 0) as linked_id,
        nullif("LateChargeAdjNum", 0) as late_charge_adjustment_id,
        nullif("DocNum", 0) as document_id,

        -- attributes
        "ProdType" as production_type_code,
        case "ProdType"
            when 0 then 'procedure'
            when 1 then 'adjustment'
            when 2 then 'pay_plan_charge'
        end as production_type,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
