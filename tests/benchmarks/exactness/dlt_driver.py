"""Run by the Python of dlt's own environment: the tables named on the command line."""

import os
import sys

import dlt
from dlt.sources.sql_database import sql_database

source = sql_database(os.environ["SOURCE"], table_names=sys.argv[1:], include_views=True)
pipeline = dlt.pipeline(
    "exactness",
    destination=dlt.destinations.postgres(os.environ["WAREHOUSE"]),
    dataset_name="raw",
)
pipeline.run(source, write_disposition="replace")
