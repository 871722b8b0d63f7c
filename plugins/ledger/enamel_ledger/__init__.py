"""The run ledger: journals on disk, which survive everything, and tables in Postgres."""
