"""Data sets for models and groups, as versioned Parquet files outside the warehouse."""
