with

appointment_types as (

    select * from {{ ref('stg_opendental__appointmenttype') }}

),

described as (

    select
        appointment_type_id,
        appointment_type_name,
        length(time_pattern) * 5::numeric as usual_minutes,
        nullif(procedure_codes, '') as usual_procedure_codes,
        item_order,
        coalesce(is_hidden, false) as is_hidden,
        _loaded_at
    from appointment_types

),

-- Most appointments have no type.
unassigned as (

    select
        0::bigint as appointment_type_id,
        'unassigned' as appointment_type_name,
        null::numeric as usual_minutes,
        null as usual_procedure_codes,
        null::integer as item_order,
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
