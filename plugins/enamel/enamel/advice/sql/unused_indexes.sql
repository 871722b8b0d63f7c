-- Indexes nobody has read since statistics began, that enforce nothing, and cost something.
select
    format('%%I.%%I', idx.schemaname, idx.indexrelname) as subject,
    pg_relation_size(idx.indexrelid) as bytes,
    format('%%I.%%I', idx.schemaname, idx.relname) as relation,
    format('drop index concurrently %%I.%%I;', idx.schemaname, idx.indexrelname) as sql,
    pg_get_indexdef(idx.indexrelid) || ';' as undo,
    coalesce(stt.stats_reset, pg_postmaster_start_time()) as since
from pg_catalog.pg_stat_user_indexes as idx
inner join pg_catalog.pg_index as def on def.indexrelid = idx.indexrelid
cross join pg_catalog.pg_stat_database as stt
where
    stt.datname = current_database()
    -- The run ledger's own serve questions that are rarely asked.
    and idx.schemaname <> 'operations'
    and idx.idx_scan = 0
    and not def.indisunique
    and not exists (
        select
        from pg_catalog.pg_constraint as con
        where con.conindid = idx.indexrelid
    )
    and pg_relation_size(idx.indexrelid) >= %(least_bytes)s
order by bytes desc, subject
