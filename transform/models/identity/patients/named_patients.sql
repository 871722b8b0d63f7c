with

source as (

    select * from {{ source('opendental', 'patient') }}

),

final as (

    select
        -- keys
        "PatNum" as patient_id,

        -- attributes
        nullif("LName", '') as last_name,
        nullif("FName", '') as first_name,
        nullif("MiddleI", '') as middle_name,
        nullif("Preferred", '') as preferred_name,
        nullif("Salutation", '') as salutation,
        nullif("Title", '') as title,
        nullif("Address", '') as address,
        nullif("Address2", '') as address_2,
        nullif("City", '') as city,
        nullif("County", '') as county,
        nullif("State", '') as state,
        nullif("Zip", '') as zip,
        nullif("Country", '') as country,
        nullif("HmPhone", '') as home_phone,
        nullif("WkPhone", '') as work_phone,
        nullif("WirelessPhone", '') as wireless_phone,
        nullif("Email", '') as email,
        nullif("ChartNumber", '') as chart_number,
        nullif("MedicaidID", '') as medicaid_number,
        nullif("SchoolName", '') as school_name,
        nullif("Ward", '') as ward,
        nullif("AddrNote", '') as address_note,
        nullif("FamFinUrgNote", '') as family_urgent_note,
        nullif("MedUrgNote", '') as medical_urgent_note,
        nullif("ApptModNote", '') as appointment_note,
        nullif("EmploymentNote", '') as employment_note,

        -- times
        nullif("Birthdate", '0001-01-01'::date) as birth_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at
    from source

)

select * from final
