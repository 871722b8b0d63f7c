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
        "State" as state,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
