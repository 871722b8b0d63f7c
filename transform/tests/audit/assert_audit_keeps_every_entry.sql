-- Nothing disappears from the audit trail between the source and the marts.
with

entries as (

    select * from {{ ref('stg_opendental__securitylog') }}

),

events as (

    select * from {{ ref('fct_audit_events') }}

),

activity as (

    select * from {{ ref('rpt_user_activity') }}

),

compared as (

    select
        (select count(*) from entries where logged_at is not null) as entry_count,
        (select count(*) from events) as event_count,
        (select count(*) from events where user_id is not null) as user_event_count,
        (select coalesce(sum(event_count), 0) from activity) as activity_count

)

select * from compared
where entry_count <> event_count or user_event_count <> activity_count
