insert into service.preferences (owner, preferences)
values (%(owner)s, %(preferences)s)
on conflict (owner) do update
    set
        preferences = excluded.preferences,
        changed_at = now()
returning preferences, changed_at
