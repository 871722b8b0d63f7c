"""Private MariaDB and Postgres servers for the demo and the tests."""
