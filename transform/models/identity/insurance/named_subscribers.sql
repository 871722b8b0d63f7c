with

source as (

    select * from {{ source('opendental', 'inssub') }}

),

final as (

    select
        -- keys
        "InsSubNum" as insurance_subscription_id,
        nullif("Subscriber", 0) as patient_id,

        -- attributes
        nullif("SubscriberID", '') as subscriber_number,
        nullif("SubscNote", '') as subscriber_note,
        nullif("BenefitNotes", '') as benefit_note,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at
    from source

)

select * from final
