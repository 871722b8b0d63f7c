"""What about the source should worry whoever relies on it: rights, TLS, modes, clocks."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from enamel_tap_mysql.expressions import identifier

from enamel.advice.finding import SOURCE, WARNING, Finding

if TYPE_CHECKING:
    from pymysql import Connection as Source

ENOUGH = {"SELECT", "USAGE", "SHOW VIEW"}
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_GRANT = re.compile(r"GRANT (?P<rights>.+?) ON (?P<where>\S+) TO ", re.IGNORECASE)
_MODES = {
    "EMPTY_STRING_IS_NULL": "an empty text is stored as NULL, so what was never asked and what "
    "was left empty look alike",
    "PAD_CHAR_TO_FULL_LENGTH": "CHAR columns come back filled up with blanks",
    "STRICT_TRANS_TABLES": "Open Dental's own writes fail where it counts on being lenient, and "
    "what it meant to store is missing",
    "STRICT_ALL_TABLES": "Open Dental's own writes fail where it counts on being lenient, and "
    "what it meant to store is missing",
    "NO_ZERO_DATE": "Open Dental cannot store its empty dates",
    "NO_ZERO_IN_DATE": "Open Dental cannot store partial dates",
    "NO_UNSIGNED_SUBTRACTION": "differences of unsigned numbers change their meaning",
}
_QUESTIONS = (
    "SELECT CURRENT_USER(), @@GLOBAL.sql_mode, @@GLOBAL.time_zone, @@GLOBAL.system_time_zone"
)


def advise(source: "Source", host: str, database: str) -> list[Finding]:
    """Return what is wrong with the way we are let in, and with the server's modes and clock."""
    with source.cursor() as cursor:
        cursor.execute(_QUESTIONS)
        user, modes, zone, system_zone = cursor.fetchall()[0]
        cursor.execute("SHOW GRANTS FOR CURRENT_USER")
        grants = [str(row[0]) for row in cursor.fetchall()]
        cursor.execute("SHOW SESSION STATUS LIKE 'Ssl_cipher'")
        cipher = dict(cursor.fetchall()).get("Ssl_cipher", "")
    return [
        *of_rights(str(user), grants, database),
        *of_tls(host, str(cipher)),
        *of_modes(str(modes)),
        *of_clock(str(zone), str(system_zone)),
    ]


def of_rights(user: str, grants: Iterable[str], database: str) -> list[Finding]:
    """Return a warning if the account may do more than read."""
    more = surplus(grants)
    if not more:
        return []
    listed = "; ".join(f"{', '.join(sorted(rights))} on {where}" for where, rights in more.items())
    host = user.partition("@")[2] or "%"
    return [
        Finding(
            SOURCE,
            WARNING,
            "too many rights",
            user,
            f"The account may do more than read: {listed}. Whoever gets hold of .env may too.",
            sql=f"CREATE USER 'enamel_reader'@'{host}' IDENTIFIED BY '...'; "
            f"GRANT SELECT ON {identifier(database)}.* TO 'enamel_reader'@'{host}';",
            undo=f"DROP USER 'enamel_reader'@'{host}';",
        )
    ]


def surplus(grants: Iterable[str]) -> Mapping[str, set[str]]:
    """Return the rights beyond reading, by what they are on."""
    found: dict[str, set[str]] = {}
    for grant in grants:
        if match := _GRANT.match(grant):
            rights = re.sub(r"\([^)]*\)", "", match["rights"]).split(",")
            own = {it.strip().upper() for it in rights} - ENOUGH
            if "GRANT OPTION" in grant.upper():
                own.add("GRANT OPTION")
            if own:
                found.setdefault(match["where"], set()).update(own)
    return found


def of_tls(host: str, cipher: str) -> list[Finding]:
    """Return a warning if rows cross a network unencrypted."""
    if cipher or host in _LOCAL or host.startswith("/"):
        return []
    return [
        Finding(
            SOURCE,
            WARNING,
            "no TLS",
            host,
            "Rows of patients cross the network unencrypted. Set ENAMEL_SOURCE_SSL_MODE in .env to "
            "verify_ca or verify_identity, and ENAMEL_SOURCE_SSL_CA.",
        )
    ]


def of_modes(modes: str) -> list[Finding]:
    """Return a warning per mode that changes what is stored."""
    return [
        Finding(
            SOURCE,
            WARNING,
            "sql_mode",
            mode,
            f"The server's sql_mode has {mode}: {_MODES[mode]}. Open Dental runs without it.",
        )
        for mode in modes.split(",")
        if mode in _MODES
    ]


def of_clock(zone: str, system_zone: str) -> list[Finding]:
    """Return a warning if the server's clock is not the practice's."""
    named = system_zone if zone == "SYSTEM" else zone
    if named.upper() not in ("UTC", "+00:00", "GMT", "ETC/UTC"):
        return []
    return [
        Finding(
            SOURCE,
            WARNING,
            "time zone",
            named,
            "The server's clock is UTC. Open Dental takes DATETIME from it as the practice's own "
            "time: unless the practice lives in UTC, its late visits fall on the next day. Set the "
            "server's time zone to the practice's.",
        )
    ]
