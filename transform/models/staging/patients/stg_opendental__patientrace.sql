with

source as (

    select * from {{ source('opendental', 'patientrace') }}

),

renamed as (

    select
        -- keys
        "PatientRaceNum" as patient_race_id,
        nullif("PatNum", 0) as patient_id,

        -- attributes
        "Race" as patient_race_code,
        case "Race"
            when -1 then 'not_set'
            when 0 then 'aboriginal'
            when 1 then 'african_american'
            when 2 then 'american_indian'
            when 3 then 'asian'
            when 4 then 'declined_to_specify_race'
            when 5 then 'hawaii_or_pac_island'
            when 6 then 'hispanic'
            when 7 then 'multiracial'
            when 8 then 'other'
            when 9 then 'white'
            when 10 then 'not_hispanic'
            when 11 then 'declined_to_specify_ethnicity'
        end as patient_race,
        "CdcrecCode" as cdcrec,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
