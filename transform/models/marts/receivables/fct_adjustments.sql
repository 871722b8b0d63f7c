with

adjustments as (

    select * from {{ ref('stg_opendental__adjustment') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

final as (

    select
        -- keys
        adjustments.adjustment_id,
        adjustments.patient_id,
        coalesce(adjustments.provider_id, 0) as provider_id,
        coalesce(adjustments.clinic_id, 0) as clinic_id,
        adjustments.procedure_id,
        adjustments.adjustment_type_id,

        -- attributes
        definitions.definition_name as adjustment_type,

        -- measures; the sign is in the amount, never in the type
        round(adjustments.adjustment_amount, 2) as adjustment_amount,

        -- times
        adjustments.adjustment_date,
        adjustments.service_date,
        adjustments.entry_date,
        adjustments.source_updated_at,

        -- loader (UTC)
        adjustments._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from adjustments
    left join definitions
        on adjustments.adjustment_type_id = definitions.definition_id

)

select * from final
