with

source as (

    select * from {{ source('opendental', 'toothinitial') }}

),

renamed as (

    select
        -- keys
        "ToothInitialNum" as tooth_mark_id,
        nullif("PatNum", 0) as patient_id,

        -- attributes
        "ToothNum" as tooth_number,
        "InitialType" as tooth_mark_code,
        case "InitialType"
            when 0 then 'missing'
            when 1 then 'hidden'
            when 2 then 'primary'
            when 3 then 'shift_m'
            when 4 then 'shift_o'
            when 5 then 'shift_b'
            when 6 then 'rotate'
            when 7 then 'tip_m'
            when 8 then 'tip_b'
            when 9 then 'drawing'
            when 10 then 'text'
        end as tooth_mark,

        -- measures
        "Movement"::numeric as movement,

        -- times (practice-local; stamps UTC)
        nullif("SecDateTEntry", '0001-01-01'::timestamp) as source_created_at,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
