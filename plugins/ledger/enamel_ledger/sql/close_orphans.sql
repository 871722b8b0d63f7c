-- A run holds the lock of its schema (see target-postgres) until it ends, however it ends. So a
-- run that is open in the ledger while nobody, or somebody else, holds the lock is dead; whoever
-- holds it by the name `own` is not. What its journals say is filed on the machine that has them.
update operations.runs as run
set
    verdict = 'died',
    ended_at = null,
    error = 'The run ended without a word.',
    next_action = 'Look for a kill, a full memory or a power cut on that machine. '
        || 'Run again: nothing is half loaded.'
where
    run.verdict = 'running'
    and run.run_id is distinct from %(own)s::uuid
    and not (run.run_id = any(%(alive)s::uuid[]))
    and (
        %(own)s::uuid is not null
        or not exists (
            select
            from pg_catalog.pg_locks as lck
            where
                lck.locktype = 'advisory'
                and lck.objsubid = 1
                and lck.database = (
                    select dat.oid
                    from pg_catalog.pg_database as dat
                    where dat.datname = current_database()
                )
                and (lck.classid::bigint << 32 | lck.objid::bigint)
                = hashtextextended('enamel-target-postgres ' || run.target_schema, 0)
        )
    )
    and (%(schema)s::text is null or run.target_schema = %(schema)s)
