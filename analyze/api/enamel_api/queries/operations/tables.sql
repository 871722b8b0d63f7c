-- Per source table: the newest moment of the source that raw shows, and how the last attempt ended.
with

newest as (

    select distinct on (table_name)
        table_name,
        verdict as last_verdict
    from operations.run_tables
    order by
        table_name,
        noted_at desc

),

fresh as (

    select
        table_name,
        max(read_at) as read_at
    from operations.run_tables
    where verdict in ('loaded', 'unchanged')
    group by table_name

)

select
    newest.table_name,
    fresh.read_at,
    newest.last_verdict
from newest
left join fresh
    on newest.table_name = fresh.table_name
