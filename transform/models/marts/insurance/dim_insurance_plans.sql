with

plans as (

    select * from {{ ref('stg_opendental__insplan') }}

),

carriers as (

    select * from {{ ref('stg_opendental__carrier') }}

),

final as (

    select
        -- keys
        plans.insurance_plan_id,
        plans.carrier_id,
        plans.fee_schedule_id,

        -- attributes
        carriers.carrier_name,
        plans.group_name,
        plans.plan_type_code,
        plans.plan_type,
        plans.renewal_month,

        -- flags
        coalesce(plans.plan_type_code = 'p', false) as is_ppo,
        coalesce(plans.plan_type_code = 'c', false) as is_capitation,
        coalesce(plans.is_medical, false) as is_medical,
        coalesce(plans.is_hidden, false) as is_hidden,

        -- loader (UTC)
        greatest(plans._loaded_at, carriers._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from plans
    left join carriers
        on plans.carrier_id = carriers.carrier_id

)

select * from final
