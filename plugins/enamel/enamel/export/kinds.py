"""Kinds of files; apart, because `enamel --help` needs no database driver."""

from enum import StrEnum


class Kind(StrEnum):
    """What the files are."""

    PARQUET = "parquet"
    CSV = "csv"
