with

procedure_codes as (

    select * from {{ ref('stg_opendental__procedurecode') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

final as (

    select
        -- keys
        procedure_codes.procedure_code_id,
        procedure_codes.procedure_category_id,

        -- attributes; the office's own category is not the one of the code's number
        procedure_codes.procedure_code,
        procedure_codes.procedure_code_description,
        procedure_codes.procedure_code_abbreviation,
        definitions.definition_name as procedure_category,
        case
            when procedure_codes.procedure_code ~ '^D0[0-9]{3}' then 'diagnostic'
            when procedure_codes.procedure_code ~ '^D1[0-9]{3}' then 'preventive'
            when procedure_codes.procedure_code ~ '^D2[0-9]{3}' then 'restorative'
            when procedure_codes.procedure_code ~ '^D3[0-9]{3}' then 'endodontics'
            when procedure_codes.procedure_code ~ '^D4[0-9]{3}' then 'periodontics'
            when procedure_codes.procedure_code ~ '^D5[0-8][0-9]{2}' then 'removable_prosthodontics'
            when procedure_codes.procedure_code ~ '^D59[0-9]{2}' then 'maxillofacial_prosthetics'
            when procedure_codes.procedure_code ~ '^D60[0-9]{2}|^D61[0-9]{2}' then 'implants'
            when procedure_codes.procedure_code ~ '^D6[2-9][0-9]{2}' then 'fixed_prosthodontics'
            when procedure_codes.procedure_code ~ '^D7[0-9]{3}' then 'oral_surgery'
            when procedure_codes.procedure_code ~ '^D8[0-9]{3}' then 'orthodontics'
            when procedure_codes.procedure_code ~ '^D9[0-9]{3}' then 'adjunctive'
            else 'other'
        end as code_range,
        procedure_codes.treatment_area,

        -- flags
        coalesce(procedure_codes.is_hygiene, false) as is_hygiene,
        coalesce(procedure_codes.is_radiology, false) as is_radiology,
        coalesce(procedure_codes.is_not_billed_to_insurance, false) as is_not_billed_to_insurance,
        coalesce(procedure_codes.procedure_code in ('D9986', 'D9987'), false)
            as is_broken_appointment,

        -- loader (UTC)
        procedure_codes._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from procedure_codes
    left join definitions
        on procedure_codes.procedure_category_id = definitions.definition_id

)

select * from final
