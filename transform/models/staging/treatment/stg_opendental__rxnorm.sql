with

source as (

    select * from {{ source('opendental', 'rxnorm') }}

),

renamed as (

    select
        -- keys
        "RxNormNum" as rx_norm_id,

        -- attributes
        "RxCui" as rx_cui,
        "MmslCode" as mmsl,
        "Description" as drug_name,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
