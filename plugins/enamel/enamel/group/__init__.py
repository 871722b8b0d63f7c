"""The roll-up of many practices: their published marts, on Postgres or on Spark."""
