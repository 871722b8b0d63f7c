"""What a user reads when something fails: reason, next action, and never a row's value.

Postgres quotes values in messages, details and contexts of data errors. So nothing that Postgres
says about data is passed on; only its error code, and names that we know ourselves.
"""

import re
from collections.abc import Iterable

import psycopg


class TargetError(Exception):
    """A failure with a reason and a next action.

    Args:
        reason: What happened, and where.
        instruction: What the reader can do about it.
        fatal: Whether the other tables are hopeless too.
    """

    def __init__(self, reason: str, instruction: str, *, fatal: bool = False) -> None:
        """Keep both halves and whether to go on with the other tables."""
        super().__init__(f"{reason} {instruction}")
        self.reason = reason
        self.instruction = instruction
        self.fatal = fatal


_SERVER_TROUBLE = ("08", "28", "3D", "53", "57P", "58", "XX")
_BY_CODE = {
    "53100": ("The warehouse's disk is full.", "Free space on its server"),
    "53200": ("The warehouse is out of memory.", "Give its server more memory"),
    "53300": ("The warehouse has no free connection.", "Close some, or raise max_connections"),
    "57P01": ("The warehouse was shut down.", "Start it"),
    "57P02": ("The warehouse crashed.", "Look into its log, start it"),
    "57P03": ("The warehouse is starting up or shutting down.", "Wait for it"),
    "25P03": ("The warehouse ended an idle transaction.", "Raise its idle timeout"),
}
_CONNECT = (
    (
        "does not match host name",
        "The warehouse's certificate is for another host name.",
        "Correct the host",
    ),
    (
        "root certificate file",
        "The file of trusted certificates is not there.",
        "Correct ssl_certificate_authority",
    ),
    (
        "certificate verify failed",
        "The warehouse's certificate has expired, or is not signed by ssl_certificate_authority.",
        "Renew it or correct the file",
    ),
    (
        "no encryption",
        "The warehouse takes encrypted connections only.",
        "Set ssl_mode (ENAMEL_WAREHOUSE_SSL_MODE in .env)",
    ),
    ("password authentication failed", "The warehouse refused user or password.", "Correct them"),
    ("no password supplied", "The warehouse asks for a password.", "Set it"),
    ("no pg_hba.conf entry", "The warehouse does not admit this user from here.", "Ask its admin"),
    (" does not exist", "The warehouse has no such database or role.", "Create it or correct it"),
    ("Connection refused", "No server answers at the warehouse's host and port.", "Start it"),
    ("No such file or directory", "No server listens on the warehouse's socket.", "Start it"),
    ("translate host name", "The warehouse's host name is unknown.", "Correct it"),
    ("resolve host", "The warehouse's host name is unknown.", "Correct it"),
    ("timeout", "The warehouse did not answer in time.", "Check host, port and firewall"),
    ("too many", "The warehouse has no free connection.", "Close some, or raise max_connections"),
    ("starting up", "The warehouse is starting up.", "Wait for it"),
    ("SSL", "The warehouse and this program found no way to encrypt.", "Check the ssl settings"),
    ("certificate", "The warehouse's certificate was not accepted.", "Check the ssl settings"),
)
_PASSING = (
    *("Connection refused", "No such file or directory", "starting up", "shutting down"),
    *("recovery", "timeout", "too many", "closed the connection", "Connection reset"),
)
_DATA = {
    "22P02": "a value does not have the column's type",
    "22003": "a number does not fit into the column's type",
    "22001": "a text is longer than the column",
    "22007": "a value is no valid date or time",
    "22008": "a date or time is out of range",
    "22021": "a text is not valid UTF-8",
    "22P04": "the file is not the CSV that was announced (columns, quotes or line ends)",
    "22P05": "a character has no counterpart in the database's encoding",
    "23502": "a column that must not be null is null",
    "23505": "two rows have the same key",
    "23514": "a row violates a check",
}


def explain(error: BaseException, where: str, columns: Iterable[str] = ()) -> TargetError:
    """Turn an exception into something to read.

    Args:
        error: What was raised; SQLAlchemy's wrappers are opened.
        where: The table, and the file if there is one.
        columns: Names that may be quoted from a COPY error's context.
    """
    if isinstance(error, TargetError):
        return error
    original = getattr(error, "orig", None)
    if isinstance(original, BaseException):
        error = original
    if isinstance(error, psycopg.Error):
        return _explain_postgres(error, where, columns)
    if isinstance(error, OSError):
        return TargetError(
            f"{where}: {error.strerror or type(error).__name__}.",
            "Check that tap and target see the same folder, then run again.",
        )
    return TargetError(
        f"{where}: unexpected {type(error).__name__}.",
        "This is a bug; TARGET_POSTGRES_LOGLEVEL=DEBUG shows where (it may print row values).",
    )


def _explain_postgres(error: psycopg.Error, where: str, columns: Iterable[str]) -> TargetError:
    code = error.sqlstate
    if code is None:
        return _explain_connection(error)
    if code in _BY_CODE:
        reason, action = _BY_CODE[code]
        return TargetError(reason, f"{action}, then run again; nothing is half loaded.", fatal=True)
    if code in {"28P01", "28000", "3D000"}:
        return _explain_connection(error)
    fatal = code.startswith(_SERVER_TROUBLE)
    if code[:2] in {"22", "23"}:
        what = _DATA.get(code, f"a value was refused (SQLSTATE {code})")
        place = copy_place(error.diag.context or "", columns)
        name = error.diag.column_name
        if not place and name and name in set(columns):
            place = f", column {name}"
        return TargetError(
            f"{where}{place}: {what}.",
            "Correct the row in the source or the column's type, then run again; the table "
            "keeps its old content.",
        )
    if code == "55P03":
        return TargetError(
            f"{where}: another session holds a lock on the table.",
            "Wait for it or end it (pg_stat_activity, pg_locks), then run again.",
        )
    if code == "42501":
        return TargetError(
            f"{where}: {error.diag.message_primary}.",
            "Grant it to the warehouse user (create on the database or schema), then run again.",
        )
    message = error.diag.message_primary if code[:2] in {"0A", "25", "40", "42", "53"} else None
    return TargetError(
        f"{where}: {message or 'the warehouse refused'} (SQLSTATE {code}).",
        "The warehouse's own log has the details; run again once it is solved.",
        fatal=fatal,
    )


def _explain_connection(error: psycopg.Error) -> TargetError:
    text = str(error)
    reason, action = next(
        (each[1:] for each in _CONNECT if each[0] in text),
        ("The connection to the warehouse was lost.", "Check that it runs"),
    )
    return TargetError(
        reason,
        f"{action} (ENAMEL_WAREHOUSE_* or the target's settings), then run again.",
        fatal=True,
    )


def may_pass(error: BaseException) -> bool:
    """Say whether a connection that failed may succeed in a moment."""
    return any(words in str(error) for words in _PASSING)


def copy_place(context: str, columns: Iterable[str]) -> str:
    """Return `, line 3, column FName` of a COPY error's context, without the value it quotes."""
    match = re.search(r"COPY .*?, \D*(?P<line>\d+)(?:, \S+ (?P<rest>.*))?", context, re.DOTALL)
    if match is None:
        return ""
    rest = match["rest"] or ""
    known = [name for name in columns if rest == name or rest.startswith(f"{name}:")]
    column = f", column {max(known, key=len)}" if known else ""
    return f", line {match['line']}{column}"
