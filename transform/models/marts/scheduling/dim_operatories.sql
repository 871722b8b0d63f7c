with

operatories as (

    select * from {{ ref('stg_opendental__operatory') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

described as (

    select
        operatories.operatory_id,
        coalesce(operatories.clinic_id, 0) as clinic_id,
        operatories.dentist_id,
        operatories.hygienist_id,
        operatories.operatory_name,
        operatories.operatory_abbreviation,
        definitions.definition_name as operatory_type,
        operatories.item_order,
        coalesce(operatories.is_hygiene, false) as is_hygiene,
        coalesce(operatories.is_web_scheduling, false) as is_web_scheduling,
        coalesce(operatories.is_hidden, false) as is_hidden,
        operatories._loaded_at
    from operatories
    left join definitions
        on operatories.operatory_type_id = definitions.definition_id

),

-- Appointments without a chair, and production without an appointment.
unassigned as (

    select
        0::bigint as operatory_id,
        0::bigint as clinic_id,
        null::bigint as dentist_id,
        null::bigint as hygienist_id,
        'unassigned' as operatory_name,
        'unassigned' as operatory_abbreviation,
        null as operatory_type,
        null::integer as item_order,
        false as is_hygiene,
        false as is_web_scheduling,
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
