delete from service.schedules
where
    schedule_id = %(schedule_id)s
    and owner = %(owner)s
returning schedule_id
