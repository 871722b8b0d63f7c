-- People stay nameless here: a doctor or patient who refers is a number and a kind.
with

referrals as (

    select * from {{ ref('stg_opendental__referral') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

described as (

    select
        referrals.referral_id,
        referrals.patient_id as referring_patient_id,
        case
            when referrals.is_not_person then 'marketing'
            when referrals.is_doctor then 'doctor'
            when referrals.patient_id is not null then 'patient'
            else 'other'
        end as source_kind,
        coalesce(
            nullif(referrals.source_name, ''),
            case
                when referrals.is_doctor then 'doctor '
                when referrals.patient_id is not null then 'patient '
                else 'source '
            end || referrals.referral_id::text
        ) as source_name,
        definitions.definition_name as specialty,
        coalesce(referrals.is_hidden, false) as is_hidden,
        coalesce(referrals.is_preferred, false) as is_preferred,
        referrals._loaded_at
    from referrals
    left join definitions
        on referrals.specialty_id = definitions.definition_id

),

unassigned as (

    select
        0::bigint as referral_id,
        null::bigint as referring_patient_id,
        'unknown' as source_kind,
        'unknown' as source_name,
        null as specialty,
        false as is_hidden,
        false as is_preferred,
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
