-- Insurance money that somebody entered and nobody finished. It concerns nobody outside the office.
with

payments as (

    select * from {{ ref('rpt_insurance_payments_not_finalized') }}

),

claims as (

    select * from {{ ref('fct_claims') }}

),

final as (

    select
        -- keys
        replace(payments.finding, '_', ' ') || ' ' || payments.source_id as item_key,
        payments.patient_id,
        coalesce(claims.provider_id, 0) as provider_id,
        payments.clinic_id,

        -- attributes
        case payments.finding
            when 'claim' then 'The claim has insurance money that is on no check'
            else 'The check was begun and not finished'
        end
        || coalesce(' since ' || payments.entered_date, '') as reason,
        case payments.finding
            when 'claim' then 'Enter the check and attach the claim'
            else 'Attach the missing claims and finish the check'
        end as next_action,
        null::text as last_contact_mode,

        -- measures
        payments.open_amount as worklist_amount,
        row_number() over (
            order by
                payments.entered_date asc nulls first,
                payments.finding asc,
                payments.source_id asc
        )::integer as priority_order,

        -- times
        null::date as last_contact_date,
        payments.entered_date as waiting_since_date,

        -- of this list alone
        payments.finding,
        payments.source_id,
        claims.carrier_id,

        -- loader (UTC)
        payments._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from payments
    left join claims
        on
            payments.finding = 'claim'
            and payments.source_id = claims.claim_id

)

select * from final
