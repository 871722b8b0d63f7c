"""Singer target for Postgres: meltanolabs-target-postgres, and COPY for BATCH files."""

import enamel_target_postgres.deferred  # noqa: F401
