"""The office's session on its database: rows read, added, changed and removed, and facts told.

A change goes three ways at once: as SQL to the database, into the row as the caller holds it, and,
where the table has a meaning of its own, as a fact to the sidecar. The facts come from what was
meant to be written; nothing is read back for them.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Any

import pymysql
from pymysql.cursors import DictCursor

from enamel_practice.dice import Dice
from enamel_practice.life.telling import Telling
from enamel_practice.rows import CANARY
from enamel_practice.schema import Tracking, load_schema, load_sensitive, load_tracking
from enamel_practice.tables import quote
from enamel_practice.target import read_targets
from enamel_practice.traps import FIRST_ID, TRAP_KEYS
from enamel_practice.truth.facts import Facts

Row = dict[str, Any]
TOPIC = 90
# The trap ledger has known answers; no deed touches its patients.
_LEDGER = {"first_trap": FIRST_ID, "last_trap": FIRST_ID + TRAP_KEYS}
_HISTORIES = ("histappointment", "patientlink")
NEVER = date(1, 1, 1)
NEVER_AT = datetime(1, 1, 1)
_TEXTS = ("varchar", "char", "text", "mediumtext", "longtext", "tinytext")


class Office:
    """One session; `today` is the practice's date, `now` the moment of the deed being done."""

    def __init__(
        self, connection: pymysql.Connection, facts: Facts, seed: int, today: date, *, real: bool
    ) -> None:
        """Open the office.

        Args:
            connection: A session of its own.
            facts: Who is told what the changes mean.
            seed: The practice's seed.
            today: The practice's date.
            real: Stamp rows with the server's own clock, not with the simulated moment.
        """
        self.connection, self.facts, self.seed, self.today = connection, facts, seed, today
        self.real = real
        self.now = datetime.combine(today, time(7))
        self.counts: Counter[str] = Counter()
        self.rows: Counter[str] = Counter()
        with connection.cursor() as cursor:
            self._targets = read_targets(cursor)
        self._tables, self._tracking = load_schema().tables, load_tracking()
        self._sensitive = load_sensitive()
        self._keys: dict[str, int] = {}
        self._filled: dict[str, list[tuple[str, str]]] = {}
        self.telling = Telling(self)

    def dice(self, *key: int) -> Dice:
        """Return the draws for a purpose and a thing on this day."""
        return Dice(self.seed, TOPIC, self.today.toordinal(), *key)

    def fate(self, *key: int) -> Dice:
        """Return the draws for a purpose and a thing, the same on every day."""
        return Dice(self.seed, TOPIC, 0, *key)

    def ask(self, sql: str, **asked: Any) -> list[Row]:
        """Return the rows of a query: a statement, or the name of a file in `sql`."""
        if " " not in sql:
            sql = query(sql)
        with self.connection.cursor(DictCursor) as cursor:
            cursor.execute(sql, _LEDGER | asked)
            return list(cursor.fetchall())

    def get(self, table: str, key: int) -> Row | None:
        """Return a row by its key."""
        name = self._tables[table].key[0]
        found = self.ask(f"SELECT * FROM {quote(table)} WHERE {quote(name)} = %(key)s", key=key)
        return found[0] if found else None

    def run(self, sql: str, **asked: Any) -> int:
        """Run a statement and return how many rows it changed."""
        with self.connection.cursor() as cursor:
            return cursor.execute(sql, _LEDGER | asked)

    @contextmanager
    def deed(self, kind: str, at: datetime) -> Iterator[None]:
        """Do one thing: a transaction, stamped at its moment, counted by its kind."""
        self.now = at
        if not self.real:
            stamp = int(at.replace(tzinfo=UTC).timestamp())
            self.run(f"SET timestamp = {stamp}")
        self.connection.begin()
        try:
            yield
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()
        self.counts[kind] += 1

    def stamp(self) -> datetime:
        """Return the time that the server stamps a row with."""
        if not self.real:
            return self.now
        now: datetime = self.ask("SELECT NOW() AS moment")[0]["moment"]
        return now

    def add(self, table: str, **values: Any) -> Row:
        """Insert a row, its key and the columns the program fills included."""
        key = self._tables[table].key[0]
        if key not in values:
            values[key] = self.next_key(table)
        known = self._targets[table].columns
        named = {name: value for name, value in values.items() if name in known}
        texts = {name: "%s" for name in named}
        for name, text in self._program_columns(table):
            texts.setdefault(name, text)
        for name in self._secrets(table):
            if name not in named:
                named[name] = f"{CANARY}-{table}-{name}-{values[key]}"
                texts[name] = "%s"
        marked = [name for name in texts if texts[name] != "%s"]
        columns = [*named, *marked]
        self._do(
            f"INSERT INTO {quote(table)} ({', '.join(map(quote, columns))}) "
            f"VALUES ({', '.join(texts[name] for name in columns)})",
            list(named.values()),
        )
        self.rows[f"{table} +"] += 1
        self.telling.tell(table, values, self.stamp())
        return values

    def change(self, table: str, row: Row, **values: Any) -> None:
        """Update a row and the caller's copy of it; the server stamps it if anything changed."""
        key = self._tables[table].key[0]
        self._do(
            f"UPDATE {quote(table)} SET {', '.join(f'{quote(name)} = %s' for name in values)} "
            f"WHERE {quote(key)} = %s",
            [*values.values(), row[key]],
        )
        row.update(values)
        self.rows[f"{table} ~"] += 1
        self.telling.tell(table, row, self.stamp())

    def remove(self, table: str, row: Row) -> None:
        """Delete a row, as Open Dental does: without a trace in the table."""
        key = self._tables[table].key[0]
        self._do(f"DELETE FROM {quote(table)} WHERE {quote(key)} = %s", [row[key]])
        self.rows[f"{table} -"] += 1
        self.telling.tell(table, row, self.stamp(), gone=True)

    def unlink(self, reference: str, key: int) -> None:
        """Have every other row let go of a row that is about to be deleted; histories keep it."""
        for table in self._tables.values():
            for column in table.columns:
                if column.ref == reference and table.name not in _HISTORIES:
                    name = quote(column.name)
                    self.run(f"UPDATE {quote(table.name)} SET {name} = 0 WHERE {name} = %(key)s",
                             key=key)  # fmt: skip

    def log(self, kind: int, user: int, patient: int, text: str, key: int = 0) -> None:
        """Add a line to the audit trail, and its hash."""
        row = self.add("securitylog", PermType=kind, UserNum=user, LogText=text, PatNum=patient,
                       CompName=f"SYNTH-{user % 6 + 1}", FKey=key)  # fmt: skip
        self.add("securityloghash", SecurityLogNum=row["SecurityLogNum"])

    def tracking(self, table: str) -> Tracking:
        """Return how a table tells its changes."""
        return self._tracking[table]

    def _do(self, sql: str, values: list[Any]) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)

    def next_key(self, table: str) -> int:
        """Return the next free key; the trap ledger's own range is left alone."""
        key = self._tables[table].key[0]
        if table not in self._keys:
            column, ledger = quote(key), f"{FIRST_ID} AND {FIRST_ID + TRAP_KEYS}"
            found = self.ask(
                f"SELECT MAX({column}) AS last FROM {quote(table)} "
                f"WHERE {column} NOT BETWEEN {ledger}"
            )
            self._keys[table] = found[0]["last"] or 0
        self._keys[table] += 1
        if self._keys[table] == FIRST_ID:
            self._keys[table] += TRAP_KEYS + 1
        return self._keys[table]

    def forget_keys(self) -> None:
        """Look for free keys anew, so that a day does not depend on the deletes of days before."""
        self._keys.clear()

    def _program_columns(self, table: str) -> list[tuple[str, str]]:
        """Return columns with what goes in if nobody names them: moments, then plain nothing."""
        if table not in self._filled:
            target, tracking = self._targets[table], self._tracking[table]
            found = {}
            for name in (*tracking.created, *tracking.stamped):
                if name in target.columns and name not in target.stamped:
                    is_day = self._tables[table].column(name).base_type == "date"
                    found[name] = "CURDATE()" if is_day else "NOW()"
            for name, literal in target.bare.items():
                found.setdefault(name, literal)
            self._filled[table] = list(found.items())
        return self._filled[table]

    def _secrets(self, table: str) -> list[str]:
        return [
            name
            for name, kind in self._sensitive.get(table, {}).items()
            if kind == "secret"
            and name in self._targets[table].columns
            and self._tables[table].column(name).base_type in _TEXTS
        ]


def query(name: str) -> str:
    """Return the SQL file of that name."""
    return (files("enamel_practice.life") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def cents(value: Any) -> int:
    """Return money as the source keeps it in cents."""
    return round(float(value) * 100)


def some(office: Office, dice: Dice, sql: str, **asked: Any) -> Row | None:
    """Return one of a query's rows."""
    rows = office.ask(sql, **asked)
    return dice.pick(rows) if rows else None


OWN_PATIENTS = "PatNum NOT BETWEEN %(first_trap)s AND %(last_trap)s"
RECENT_PATIENTS = (
    f"SELECT * FROM patient WHERE PatStatus = 0 AND {OWN_PATIENTS}"
    " AND DateFirstVisit > %(day)s - INTERVAL 1000 DAY ORDER BY PatNum DESC LIMIT 300"
)
