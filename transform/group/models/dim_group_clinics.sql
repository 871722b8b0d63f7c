with

clinics as (

    select * from {{ source('practices', 'dim_clinics') }}

),

final as (

    select
        -- keys
        practice_id,
        clinic_id,

        -- attributes
        clinic_abbreviation,
        clinic_name,
        region,

        -- flags
        is_hidden,

        -- times
        _loaded_at,
        cast('{{ var("built_at") }}' as timestamp) as _built_at
    from clinics

)

select * from final
