insert into service.day_signatures (
    report_date,
    clinic_id,
    note,
    lines,
    line_count,
    as_of,
    signed_by,
    role
)
values (
    %(day)s,
    %(clinic_id)s,
    %(note)s,
    %(lines)s,
    %(line_count)s,
    %(as_of)s,
    %(signed_by)s,
    %(role)s
)
returning signature_id, signed_at
