-- The newest check of `enamel reconcile`. It ran on what was built before this build, so a
-- difference takes the badge from the figure and does not stop the build.
{{ config(severity='warn') }}

select *
from {{ ref('rpt_reconciliation') }}
where difference <> 0
