"""Many practices on one deployment: who they are, and how each runs in isolation.

`file` and `jobs` need nothing but PyYAML: Airflow reads them from an environment of its own.
"""
