"""Who may read which rows and columns: load/roles.yml, and what Postgres makes of it."""
