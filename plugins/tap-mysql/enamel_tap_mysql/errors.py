"""Failures a user can act on: one line, with the next action and never a row's value."""


class TapError(Exception):
    """What happened, where, and what to do next."""

    def __init__(self, reason: str, instruction: str) -> None:
        """Keep both halves; together they are the one line that is printed."""
        super().__init__(f"{reason} {instruction}")
        self.reason = reason
        self.instruction = instruction


class ReaderGoneError(TapError):
    """Whoever read our output stopped before the end."""

    def __init__(self) -> None:
        """Point at the other program, which knows more."""
        super().__init__(
            "The target stopped reading before everything was sent.",
            "Its own message says why; the next run starts from the last saved state.",
        )


def row_too_long(table: str) -> TapError:
    """Return the error for a row that the server could only print as NULL."""
    return TapError(
        f"A row of table {table} is longer than the server's max_allowed_packet when formatted.",
        "Raise max_allowed_packet on the server (SET GLOBAL max_allowed_packet = 1073741824).",
    )
