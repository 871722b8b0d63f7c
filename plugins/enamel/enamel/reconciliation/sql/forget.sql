-- The mart shows the newest check; older ones are kept for a season, to see since when a figure differs.
delete from reconciliation.results
where checked_at < current_timestamp - interval '90 days'
