insert into service.mails (schedule_id, slot_at, recipient_count, said, file_hash)
values (
    %(schedule_id)s,
    %(slot_at)s,
    %(recipient_count)s,
    %(said)s,
    %(file_hash)s
)
