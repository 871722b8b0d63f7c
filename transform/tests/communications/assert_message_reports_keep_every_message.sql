-- The parts of the report are the messages sent up to today, no more and no less.
with

communications as (

    select * from {{ ref('fct_communications') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

reported as (

    select * from {{ ref('rpt_message_responses') }}

),

compared as (

    select
        (
            select count(*) from communications
            cross join settings
            where
                communications.contact_direction = 'sent'
                and communications.contact_mode in ('email', 'text')
                and communications.contact_date <= settings.today_date
        ) as message_count,
        (select sum(sent_count) from reported) as reported_count

)

select * from compared
where message_count <> coalesce(reported_count, 0)
