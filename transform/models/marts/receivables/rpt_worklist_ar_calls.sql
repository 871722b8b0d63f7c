-- Families that owe something of their own and have owed some of it for more than a month. What
-- insurance is expected to pay is taken off first.
with

aging as (

    select * from {{ ref('rpt_ar_aging') }}

),

statements as (

    select * from {{ ref('fct_statements') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

outreach as (

    select * from {{ ref('int_patient_outreach_prepared') }}

),

last_statements as (

    select
        guarantor_id,
        max(sent_date) as last_statement_date
    from statements
    where is_sent
    group by guarantor_id

),

owing as (

    select
        aging.*,
        last_statements.last_statement_date,
        coalesce(
            last_statements.last_statement_date
            > aging.as_of_date - thresholds.statement_response_days, false
        ) as is_statement_recent
    from aging
    cross join thresholds
    left join last_statements
        on aging.guarantor_id = last_statements.guarantor_id
    where
        aging.is_today
        and aging.patient_portion_amount > 0
        and aging.balance_total_amount - aging.balance_0_30_amount > 0

),

final as (

    select
        -- keys
        'family ' || owing.guarantor_id as item_key,
        owing.guarantor_id as patient_id,
        outreach.provider_id,
        owing.clinic_id,

        -- attributes
        'Owes ' || to_char(owing.patient_portion_amount, 'FM999,999,990.00') || ', of the balance '
        || case
            when owing.balance_over_90_amount > 0
                then to_char(owing.balance_over_90_amount, 'FM999,999,990.00') || ' over 90 days'
            when owing.balance_61_90_amount > 0
                then to_char(owing.balance_61_90_amount, 'FM999,999,990.00') || ' over 60 days'
            else to_char(owing.balance_31_60_amount, 'FM999,999,990.00') || ' over 30 days'
        end
        || coalesce('; last statement on ' || owing.last_statement_date, '; no statement yet')
            as reason,
        case
            when owing.last_statement_date is null then 'Send a statement'
            when owing.is_statement_recent then 'Wait for an answer to the statement'
            when owing.balance_over_90_amount > 0
                then outreach.contact_verb || ' to agree on a plan, or hand it to collections'
            else outreach.contact_verb || ' to ask for payment'
        end as next_action,
        outreach.last_contact_mode,

        -- measures
        owing.patient_portion_amount as worklist_amount,
        row_number() over (
            order by
                owing.is_statement_recent asc,
                owing.patient_portion_amount desc,
                owing.guarantor_id asc
        )::integer as priority_order,

        -- times
        outreach.last_contact_date,
        owing.last_statement_date as waiting_since_date,

        -- of this list alone
        owing.guarantor_id,
        owing.balance_total_amount,
        owing.balance_over_90_amount,
        owing.insurance_estimate_amount,
        outreach.next_visit_date,

        -- loader (UTC)
        owing._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from owing
    inner join outreach
        on owing.guarantor_id = outreach.patient_id

)

select * from final
