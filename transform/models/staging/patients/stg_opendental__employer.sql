with

source as (

    select * from {{ source('opendental', 'employer') }}

),

renamed as (

    select
        -- keys
        "EmployerNum" as employer_id,

        -- attributes
        "EmpName" as employer_name,
        "Address" as address,
        "Address2" as address_2,
        "City" as city,
        "State" as state,
        "Zip" as zip,
        "Phone" as phone,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
