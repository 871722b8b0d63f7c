-- A run goes with its tables after a while; tables that were unchanged go sooner, but for the last
-- word on each. What is older than a month by then has been looked at often enough.
with

old_runs as (

    delete from operations.runs
    where started_at < now() - make_interval(days => %(days)s)

)

delete from operations.run_tables as tab
using operations.runs as run
where
    run.run_id = tab.run_id
    and run.started_at between now() - interval '30 days'
    and now() - make_interval(days => %(unchanged_days)s)
    and tab.verdict = 'unchanged'
    and exists (
        select
        from operations.run_tables as nxt
        where
            nxt.table_name = tab.table_name
            and nxt.noted_at > tab.noted_at
            and nxt.verdict in ('loaded', 'unchanged')
    )
