-- The newest check of every line of every report. A view right on the table that `enamel
-- reconcile` writes, so that a check is visible the moment it is stored and no rebuild of another
-- model takes it away. Errors that cancel each other in a total are a difference all the same:
-- where the totals agree and single days, providers, clinics or families do not, their differences
-- stand here without their signs. The table keeps every check: not materialized, and the newest
-- check as one value, so that its rows are found by the key and not by reading all of them.
with

results as not materialized (

    select * from {{ source('reconciliation', 'results') }}

),

newest as (

    select max(checked_at) as checked_at
    from results

),

final as (

    select
        results.report || '.' || results.line as report,
        results.window_start,
        results.window_end,
        results.policy,
        results.theirs::numeric(14, 2) as theirs,
        results.ours::numeric(14, 2) as ours,
        case
            when results.difference = 0 then results.different_amount
            else results.difference
        end::numeric(14, 2) as difference,
        results.checked_at
    from results
    where results.checked_at = (select newest.checked_at from newest)

)

select * from final
