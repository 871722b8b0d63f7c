-- Schedules of one person, or of everybody (owner null), each with the last mail.
select
    sch.schedule_id,
    sch.owner,
    sch.paper,
    sch.report_id,
    sch.clinic_id,
    sch.has_names,
    sch.recipients,
    sch.every,
    to_char(sch.at_time, 'HH24:MI') as at_time,
    sch.created_at,
    (
        select max(mls.sent_at)
        from service.mails as mls
        where mls.schedule_id = sch.schedule_id
    ) as last_sent_at
from service.schedules as sch
where
    %(owner)s::text is null
    or sch.owner = %(owner)s
order by
    sch.created_at,
    sch.schedule_id
