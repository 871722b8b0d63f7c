-- Of the last run of all tables that ended (a choice of tables says nothing of a phase): how long after its start each table was in raw.
select
    tab.table_name,
    extract(epoch from tab.read_at - run.started_at) + coalesce(tab.lag_seconds, 0) as seconds
from operations.run_tables as tab
inner join operations.runs as run on run.run_id = tab.run_id
where
    tab.read_at is not null
    and run.run_id = (
        select lst.run_id
        from operations.runs as lst
        where lst.ended_at is not null and lst.selection = 'all'
        order by lst.started_at desc
        limit 1
    )
