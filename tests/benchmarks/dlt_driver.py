"""Run by the Python of dlt's own environment: the tables named on the command line."""

import os
import sys

import dlt
from dlt.sources.sql_database import sql_database

options, writing = {}, {}
if address := os.environ.get("CONNECTORX"):
    options = {"backend": "connectorx", "backend_kwargs": {"conn": address}}
    writing = {"loader_file_format": "csv"}

source = sql_database(os.environ["SOURCE"], table_names=sys.argv[1:], include_views=True, **options)
pipeline = dlt.pipeline(
    "benchmark",
    destination=dlt.destinations.postgres(os.environ["WAREHOUSE"]),
    dataset_name="raw",
)
pipeline.run(source, write_disposition="replace", **writing)
