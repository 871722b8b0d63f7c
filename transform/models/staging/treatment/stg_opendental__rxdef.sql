with

source as (

    select * from {{ source('opendental', 'rxdef') }}

),

renamed as (

    select
        -- keys
        "RxDefNum" as prescription_template_id,

        -- attributes
        "Drug" as drug_name,
        "Disp" as dispensed_quantity,
        "Refills" as refills,
        "RxCui" as rx_cui,

        -- flags
        "IsControlled" <> 0 as is_controlled,
        "IsProcRequired" <> 0 as is_procedure_required,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
