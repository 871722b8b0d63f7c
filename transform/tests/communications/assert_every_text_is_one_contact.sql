-- Texts, in and out, are contacts once each, whatever the commlog says of them.
with

texts_sent as (

    select * from {{ ref('stg_opendental__smstomobile') }}

),

texts_received as (

    select * from {{ ref('stg_opendental__smsfrommobile') }}

),

contacts as (

    select * from {{ ref('fct_communications') }}

),

counted as (

    select
        (select count(*) from texts_sent where text_message_source_code <> 4)
        + (select count(*) from texts_received) as text_count,
        (
            select count(*) from contacts
            where contact_record in ('text_sent', 'text_received')
        ) as contact_count,
        (
            select count(*) from contacts
            inner join texts_received
                on contacts.contact_record_id = texts_received.communication_id
            where contacts.contact_record = 'commlog'
        ) as copy_count

)

select * from counted
where text_count <> contact_count or copy_count > 0
