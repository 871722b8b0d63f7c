with

found as (

    select * from {{ ref('int_untapped_treatment_found') }}

),

final as (

    select
        patient_id,
        opportunity,
        tooth_number,
        clinic_id,
        provider_id,
        usual_fee_amount,
        found_date,
        open_days,
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from found

)

select * from final
