"""Singer target for Postgres: meltanolabs-target-postgres, and COPY for BATCH files."""
