-- Per table: the newest moment of the source that raw shows, and how the last attempt ended.
select
    asked.table_name,
    fresh.read_at,
    latest.verdict as last_verdict
from unnest(%(tables)s::text[]) as asked (table_name)
cross join lateral (
    select tab.verdict
    from operations.run_tables as tab
    where tab.table_name = asked.table_name
    order by tab.noted_at desc
    limit 1
) as latest
left join lateral (
    select tab.read_at
    from operations.run_tables as tab
    where
        tab.table_name = asked.table_name
        and tab.verdict in ('loaded', 'unchanged')
    order by tab.noted_at desc
    limit 1
) as fresh on true
