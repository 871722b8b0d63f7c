with

source as (

    select * from {{ source('opendental', 'referral') }}

),

final as (

    select
        -- keys
        "ReferralNum" as referral_id,
        nullif("PatNum", 0) as patient_id,

        -- attributes
        nullif("LName", '') as last_name,
        nullif("FName", '') as first_name,
        nullif("MName", '') as middle_name,
        nullif("BusinessName", '') as business_name,
        nullif("Title", '') as title,
        nullif("Address", '') as address,
        nullif("Address2", '') as address_2,
        nullif("City", '') as city,
        nullif("ST", '') as state,
        nullif("Zip", '') as zip,
        nullif("Telephone", '') as phone,
        nullif("Phone2", '') as phone_2,
        nullif("EMail", '') as email,
        nullif("NationalProvID", '') as national_provider_number,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at
    from source

)

select * from final
