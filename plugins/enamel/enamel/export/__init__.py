"""Data sets for models, as versioned Parquet files outside the warehouse."""
