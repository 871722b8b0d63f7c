-- Its schedules go with it.
delete from service.saved_reports
where
    report_id = %(report_id)s
    and owner = %(owner)s
returning report_id
