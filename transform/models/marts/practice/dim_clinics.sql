with

clinics as (

    select * from {{ ref('stg_opendental__clinic') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

described as (

    select
        clinics.clinic_id,
        clinics.clinic_abbreviation,
        clinics.clinic_name,
        definitions.definition_name as region,
        coalesce(clinics.is_hidden, false) as is_hidden,
        clinics._loaded_at
    from clinics
    left join definitions
        on clinics.region_id = definitions.definition_id

),

-- Number 0 in the source means no clinic, or headquarters; its money is real.
unassigned as (

    select
        0::bigint as clinic_id,
        'unassigned' as clinic_abbreviation,
        'unassigned' as clinic_name,
        null as region,
        false as is_hidden,
        null::timestamp as _loaded_at

),

unioned as (

    select * from described
    union all
    select * from unassigned

),

final as (

    select
        *,
        current_timestamp at time zone 'utc' as _built_at
    from unioned

)

select * from final
