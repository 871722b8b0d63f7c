-- Claims that were made and not sent, and completed work of insured patients that is on no claim.
-- It concerns nobody outside the office, so there is no contact.
with

claims as (

    select * from {{ ref('rpt_claims_not_sent') }}

),

procedures as (

    select * from {{ ref('rpt_procedures_not_billed') }}

),

unioned as (

    select
        'claim ' || claim_id as item_key,
        patient_id,
        provider_id,
        clinic_id,
        'A ' || claim_type || ' claim for ' || coalesce(carrier_name, 'an unknown carrier')
        || ' is ' || replace(claim_status, '_', ' ') || ' for ' || coalesce(waiting_days, 0)
        || ' days' as reason,
        case claim_status
            when 'hold_until_primary_received' then 'Send it when the first insurance has paid'
            when 'hold_for_in_process' then 'Finish what it waits for, then send it'
            else 'Send it'
        end as next_action,
        claim_fee_amount as worklist_amount,
        claim_status = 'hold_until_primary_received' as is_on_hold,
        carrier_id,
        claim_id,
        null::bigint as procedure_id,
        service_date,
        _loaded_at
    from claims

    union all

    select
        'procedure ' || procedure_id as item_key,
        patient_id,
        provider_id,
        clinic_id,
        'Completed ' || procedure_code || ' on ' || service_date || ' and on no claim for '
        || coalesce(carrier_name, 'an unknown carrier') as reason,
        'Make a claim, or mark it not to be billed' as next_action,
        gross_fee_amount as worklist_amount,
        false as is_on_hold,
        carrier_id,
        null::bigint as claim_id,
        procedure_id,
        service_date,
        _loaded_at
    from procedures

),

final as (

    select
        -- keys
        item_key,
        patient_id,
        coalesce(provider_id, 0) as provider_id,
        coalesce(clinic_id, 0) as clinic_id,

        -- attributes
        reason,
        next_action,
        null::text as last_contact_mode,

        -- measures
        worklist_amount,
        row_number() over (
            order by is_on_hold asc, service_date asc, worklist_amount desc, item_key asc
        )::integer as priority_order,

        -- times
        null::date as last_contact_date,
        service_date as waiting_since_date,

        -- of this list alone
        claim_id,
        procedure_id,
        carrier_id,
        is_on_hold,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from unioned

)

select * from final
