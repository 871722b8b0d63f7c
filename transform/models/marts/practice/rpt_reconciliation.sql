-- The newest check of every line of every report. A view right on the table that `enamel
-- reconcile` writes, so that a check is visible the moment it is stored and no rebuild of another
-- model takes it away. Errors that cancel each other in a total are a difference all the same:
-- where the totals agree and single days, providers, clinics or families do not, their differences
-- stand here without their signs.
with

results as (

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
    inner join newest
        on results.checked_at = newest.checked_at

)

select * from final
