"""Failures a user can act on: one line, with the next action and never a row's value."""

from collections.abc import Collection


class TapError(Exception):
    """What happened, where, and what to do next."""

    def __init__(self, reason: str, instruction: str) -> None:
        """Keep both halves; together they are the one line that is printed."""
        super().__init__(f"{reason} {instruction}")
        self.reason = reason
        self.instruction = instruction


class TableError(TapError):
    """What stops one table; the others are read all the same."""


class LostConnectionError(TapError):
    """The server could not be reached, or ended the connection: worth another try."""


class ReaderGoneError(TapError):
    """Whoever read our output stopped before the end."""

    def __init__(self) -> None:
        """Point at the other program, which knows more."""
        super().__init__(
            "The target stopped reading before everything was sent.",
            "Its own message says why; the next run starts from the last saved state.",
        )


def row_too_long(table: str) -> TableError:
    """Return the error for a row that the server could only print as NULL."""
    return TableError(
        f"A row of table {table} is longer than the server's max_allowed_packet when formatted.",
        "Raise max_allowed_packet on the server (SET GLOBAL max_allowed_packet = 1073741824).",
    )


def statement_too_long(table: str) -> TableError:
    """Return the error for a table with so many columns that the server takes no SELECT of them."""
    return TableError(
        f"The SELECT of table {table} is longer than the server's max_allowed_packet.",
        "Raise max_allowed_packet on the server (SET GLOBAL max_allowed_packet = 16777216).",
    )


def stopped(tables: Collection[str]) -> TapError:
    """Return the error at the end of a run that has left tables out."""
    count = f"{len(tables)} table was" if len(tables) == 1 else f"{len(tables)} tables were"
    return TapError(
        f"{count} not read: {', '.join(sorted(tables))}.",
        "The lines above say what to do; every other table was sent, and these keep what they had.",
    )
