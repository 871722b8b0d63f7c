-- Reports of one person, or one report that is theirs or shared.
select
    report_id,
    owner,
    title,
    note,
    definition,
    is_shared,
    created_at,
    changed_at
from service.saved_reports
where
    (%(report_id)s::uuid is null or report_id = %(report_id)s)
    and (owner = %(owner)s or (is_shared and %(report_id)s::uuid is not null))
order by
    title,
    report_id
