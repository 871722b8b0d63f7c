"""The tap's settings: their names, defaults and meanings."""

from typing import Any

from singer_sdk import typing as th

from enamel_tap_mysql.retries import DEFAULT_SECONDS
from enamel_tap_mysql.streams import PGCOPY

SCHEMA: dict[str, Any] = th.PropertiesList(
    th.Property("host", th.StringType, required=True, description="Server's name or address."),
    th.Property("port", th.IntegerType, default=3306, description="Server's port."),
    th.Property("user", th.StringType, required=True, description="Account with SELECT."),
    th.Property("password", th.StringType, default="", secret=True, description="Its password."),
    th.Property("database", th.StringType, required=True, description="Database to read."),
    th.Property(
        "workers",
        th.IntegerType,
        default=2,
        description="Tables read side by side in BATCH mode, each on a connection of its own.",
    ),
    th.Property(
        "file_size_mb",
        th.IntegerType,
        default=32,
        description="A BATCH file is complete at this size.",
    ),
    th.Property(
        "spool_mb",
        th.IntegerType,
        default=256,
        description="No BATCH file is begun while this much waits for the target. The spool "
        "folder holds at most this and one file per worker.",
    ),
    th.Property(
        "retry_seconds",
        th.IntegerType,
        default=DEFAULT_SECONDS,
        description="How long a server that does not answer is asked again. A connection lost "
        "before a file of its table was handed over is opened again; 0: never.",
    ),
    th.Property(
        "session_settings",
        th.ArrayType(th.StringType),
        default=[],
        description="More session variables, for instance max_statement_time=600.",
    ),
    th.Property(
        "ssl_mode",
        th.StringType,
        default="disabled",
        allowed_values=["disabled", "required", "verify_ca", "verify_identity"],
        description="TLS: not at all, unverified, verified, verified with the host's name.",
    ),
    th.Property(
        "batch_config",
        th.ObjectType(
            th.Property(
                "encoding",
                th.ObjectType(
                    th.Property("format", th.StringType, allowed_values=[PGCOPY, "jsonl"]),
                    th.Property("compression", th.StringType, allowed_values=["none", "gzip"]),
                ),
                required=True,
            ),
            th.Property(
                "storage",
                th.ObjectType(
                    th.Property("root", th.StringType, required=True),
                    th.Property("prefix", th.StringType),
                ),
                required=True,
            ),
        ),
        description="BATCH messages: format pgcopy-csv, and the folder shared with the target "
        "(storage.root, a file:// URL; `data:` sends the files within the messages). Without "
        "it, RECORD messages.",
    ),
    th.Property(
        "parity_host",
        th.StringType,
        description="Host of the warehouse. With it, each run compares the source with raw by "
        "set queries, and sends deletes and missed rows too. BATCH mode only.",
    ),
    th.Property("parity_port", th.IntegerType, default=5432, description="Its port."),
    th.Property("parity_user", th.StringType, description="Account with SELECT on raw."),
    th.Property("parity_password", th.StringType, secret=True, description="Its password."),
    th.Property("parity_database", th.StringType, description="The warehouse's database."),
    th.Property(
        "parity_schema", th.StringType, default="raw", description="Schema of the raw tables."
    ),
    th.Property(
        "parity_ssl_mode",
        th.StringType,
        default="prefer",
        allowed_values=["disable", "prefer", "require", "verify-ca", "verify-full"],
        description="TLS towards the warehouse, in Postgres' own words.",
    ),
    th.Property(
        "parity_ssl_ca", th.StringType, description="File of the certificates it trusts there."
    ),
    th.Property(
        "parity_content",
        th.StringType,
        default="cheap",
        allowed_values=["cheap", "all"],
        description="Compare whole rows of tables that are small or that nothing tracks, and "
        "keys of the others; or whole rows of all tables.",
    ),
    th.Property(
        "parity_repair",
        th.BooleanType,
        default=False,
        description="Send what differs and nothing else; bookmarks stay.",
    ),
    th.Property(
        "policy_file",
        th.StringType,
        description="File whose `limits:` say how many connections and rows a second the "
        "source is asked for, and in which hours (extract/policy.yml).",
    ),
    th.Property(
        "runs_folder",
        th.StringType,
        description="Where runs keep their journals until they are in the run ledger. Without "
        "it, the tap notes nothing.",
    ),
    th.Property("ssl_ca", th.StringType, description="File of the trusted certificates."),
    th.Property("ssl_cert", th.StringType, description="File of the client's certificate."),
    th.Property("ssl_key", th.StringType, description="File of the client's key."),
).to_dict()
