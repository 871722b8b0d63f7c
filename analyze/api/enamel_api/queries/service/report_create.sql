-- Not more than a person can oversee.
insert into service.saved_reports (owner, title, note, definition, is_shared)
select
    %(owner)s,
    %(title)s,
    %(note)s,
    %(definition)s,
    %(is_shared)s
where (select count(*) from service.saved_reports where owner = %(owner)s) < 200
returning report_id, owner, title, note, definition, is_shared, created_at, changed_at
