-- Not more than a person can oversee.
insert into service.schedules (
    owner,
    paper,
    report_id,
    clinic_id,
    has_names,
    recipients,
    every,
    at_time
)
select
    %(owner)s,
    %(paper)s,
    %(report_id)s,
    %(clinic_id)s,
    %(has_names)s,
    %(recipients)s,
    %(every)s,
    %(at_time)s::time
where (select count(*) from service.schedules where owner = %(owner)s) < 50
returning schedule_id, owner, created_at
