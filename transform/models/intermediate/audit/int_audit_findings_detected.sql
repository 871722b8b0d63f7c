-- Lines of closed books that somebody changed, as the security log tells it.
with

edits as (

    select * from {{ ref('rpt_late_balance_edits') }}

),

found as (

    select
        'edited_after_month_end' as rule,
        security_log_id::text as source_key,
        patient_id,
        0::bigint as provider_id,
        0::bigint as clinic_id,
        'Changed on ' || logged_at::date || ', ' || months_late_count
        || ' months after it was touched before (' || permission || ').' as finding_text,
        null::numeric as finding_amount,
        logged_at::date as finding_date,
        _loaded_at
    from edits

)

select * from found
