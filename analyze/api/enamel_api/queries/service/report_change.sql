update service.saved_reports
set
    title = %(title)s,
    note = %(note)s,
    definition = %(definition)s,
    is_shared = %(is_shared)s,
    changed_at = now()
where
    report_id = %(report_id)s
    and owner = %(owner)s
returning report_id, owner, title, note, definition, is_shared, created_at, changed_at
