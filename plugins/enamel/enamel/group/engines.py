"""What the roll-up runs on."""

from enum import StrEnum


class Engine(StrEnum):
    """What the roll-up runs on."""

    POSTGRES = "postgres"
    SPARK = "spark"
