"""Publishes the marts that the group reads, as a version of Parquet files per practice.

<folder>/<practice>/<version>/<mart>.parquet
<folder>/<practice>/current.json              which version stands, and when it was published
"""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import psycopg
from psycopg import sql

from enamel.discovery.reading import load_yaml
from enamel.errors import EnamelError

if TYPE_CHECKING:
    from datetime import date

EXPOSURE = "group_rollup"
"""The exposure that lists what is published."""
SCHEMA_VERSION = 1
"""Goes up when a column comes, goes or changes its meaning."""
CURRENT = "current.json"
KEPT_VERSIONS = 3
LEFT_OUT = ("_built_at",)
"""A build's own moment would make a new version of the same content."""
UNBOUNDED = "DECIMAL(28, 10)"
"""Of a `numeric` without precision. Hours alone have more decimals than ten: minutes by sixty."""
KINDS = {
    "bigint": "BIGINT",
    "integer": "INTEGER",
    "smallint": "SMALLINT",
    "numeric": UNBOUNDED,
    "boolean": "BOOLEAN",
    "date": "DATE",
    "text": "VARCHAR",
    "timestamp without time zone": "TIMESTAMP",
}
"""DuckDB's type of each of Postgres'."""


@dataclass(frozen=True, slots=True)
class Published:
    """A practice's version that stands, as `current.json` says it.

    Attributes:
        rows: Of each mart.
        published_at: When it was last confirmed, in UTC; also when nothing had changed.
    """

    practice: str
    name: str
    version: str
    published_at: str
    today_date: str
    open_dental: str
    rows: Mapping[str, int]


def read_by_the_group(root: Path) -> list[str]:
    """Return the names of the marts that the group's exposure lists."""
    path = Path("transform/models/exposures.yml")
    data = load_yaml(root / path, str(path))
    listed = data.get("exposures", []) if isinstance(data, dict) else []
    for exposure in listed:
        if exposure["name"] == EXPOSURE:
            return sorted(re.findall(r"ref\('(\w+)'\)", str(exposure["depends_on"])))
    raise EnamelError(
        f"{path} has no exposure {EXPOSURE}.", "Restore it: it lists what to publish."
    )


def export_marts(
    connection: psycopg.Connection[Any],
    marts: list[str],
    output: Path,
    practice: str,
    name: str,
    clinics: Mapping[int, str],
) -> tuple[Published, bool]:
    """Write the marts as they are now, and let `current.json` point at them.

    Args:
        connection: The practice's warehouse, built; only read, as of one moment.
        marts: What to write.
        output: The folder of all practices.
        practice: Its key, and the first column of every file.
        name: What the group calls it.
        clinics: What the group calls its clinics.

    Returns:
        What stands now, and whether it is new.

    Raises:
        EnamelError: A mart is not built, or has a type nobody has decided about.
    """
    connection.execute("set transaction isolation level repeatable read, read only")
    today, release = _practice(connection)
    own = output / practice
    own.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=own) as scratch:
        made, digest, rows = Path(scratch) / "made", hashlib.sha256(), {}
        made.mkdir()
        with duckdb.connect(config={"temp_directory": scratch}) as client:
            for mart in marts:
                columns = _columns(connection, mart)
                copied = Path(scratch) / f"{mart}.csv"
                _copy(connection, mart, columns, copied, digest)
                rows[mart] = _write(client, copied, columns, made, mart, practice, clinics)
                copied.unlink()
        names = json.dumps([name, {str(key): it for key, it in clinics.items()}], sort_keys=True)
        digest.update(names.encode())
        version = f"v{SCHEMA_VERSION}-{today:%Y%m%d}-{digest.hexdigest()[:12]}"
        is_new = not (own / version).exists()
        if is_new:
            made.rename(own / version)
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
    current = Published(practice, name, version, now, str(today), release, rows)
    _point(own, current)
    _forget(own, version)
    return current, is_new


def read_current(folder: Path) -> Published | None:
    """Return what stands in a practice's folder; None if it never published.

    Raises:
        EnamelError: The file is not what we write.
    """
    path = folder / CURRENT
    try:
        return Published(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise EnamelError(
            f"{path} is not readable.", "Publish again: `enamel tenants run ID group`."
        ) from error


def _practice(connection: psycopg.Connection[Any]) -> "tuple[date, str]":
    try:
        row = connection.execute(
            "select today_date, open_dental_version from intermediate.int_practice_settings"
        ).fetchone()
    except psycopg.errors.UndefinedTable as error:
        raise EnamelError(
            "The warehouse is not built.", "Build it: meltano invoke dbt-postgres:group"
        ) from error
    if row is None:
        raise EnamelError("The practice has no settings.", "Replicate the table preference.")
    return row[0], str(row[1] or "")


def _columns(connection: psycopg.Connection[Any], mart: str) -> dict[str, str]:
    found = connection.execute(
        "select attname, format_type(atttypid, atttypmod) from pg_attribute"
        " where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped order by attnum",
        [f"marts.{mart}"],
    ).fetchall()
    if not found:
        raise EnamelError(
            f"marts.{mart} is not in the warehouse.",
            "Build it first: meltano invoke dbt-postgres:group",
        )
    columns = {}
    for name, kind in found:
        parquet = duckdb_type(kind)
        if parquet is None:
            raise EnamelError(
                f"marts.{mart}.{name} is {kind}, for which no Parquet type is chosen.",
                "Add it to KINDS in plugins/enamel/enamel/export/marts.py.",
            )
        if name not in LEFT_OUT:
            columns[name] = parquet
    return columns


def duckdb_type(kind: str) -> str | None:
    """Return DuckDB's type of one of Postgres'; None where nobody has decided about it."""
    exact = re.fullmatch(r"numeric\((\d+),(\d+)\)", kind)
    return f"DECIMAL({exact[1]}, {exact[2]})" if exact else KINDS.get(kind)


def read_copied(
    client: duckdb.DuckDBPyConnection, copied: Path, columns: Mapping[str, str]
) -> duckdb.DuckDBPyRelation:
    r"""Return the rows of a file that COPY wrote with `force_quote *` and `null '\N'`."""
    return client.read_csv(
        str(copied),
        header=True,
        dtype=dict(columns),
        na_values="\\N",
        quotechar='"',
        escapechar='"',
        delimiter=",",
        all_varchar=False,
        sample_size=1,
    )


def _copy(
    connection: psycopg.Connection[Any],
    mart: str,
    columns: Mapping[str, str],
    path: Path,
    digest: "hashlib._Hash",
) -> None:
    """Copy a mart's rows into a file, in an order that only their content decides."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    query = sql.SQL(
        "copy (select {} from {} order by {}) to stdout"
        " with (format csv, header true, null '\\N', force_quote *)"
    ).format(names, sql.Identifier("marts", mart), names)
    digest.update(json.dumps([mart, dict(columns)]).encode())
    with path.open("wb") as file, connection.cursor().copy(query) as rows:
        for block in rows:
            digest.update(block)
            file.write(block)


def _write(
    client: duckdb.DuckDBPyConnection,
    copied: Path,
    columns: Mapping[str, str],
    folder: Path,
    mart: str,
    practice: str,
    clinics: Mapping[int, str],
) -> int:
    """Write one mart as Parquet, the practice before its columns; return its rows."""
    client.register("published", read_copied(client, copied, columns))
    shown = ", ".join(_renamed(name, mart, clinics) for name in columns)
    target = folder / f"{mart}.parquet"
    client.execute(
        f"copy (select '{practice}' as practice_id, {shown} from published)"
        f" to '{_quoted(target)}' (format parquet, compression zstd)"
    ).fetchall()
    client.unregister("published")
    counted = client.execute(f"select count(*) from '{_quoted(target)}'").fetchall()
    return int(counted[0][0])


def _renamed(name: str, mart: str, clinics: Mapping[int, str]) -> str:
    """Return the column, or the group's own name of a clinic where it has one."""
    if mart != "dim_clinics" or name != "clinic_name" or not clinics:
        return f'"{name}"'
    cases = " ".join(
        f"when {number} then '{_quoted(said)}'" for number, said in sorted(clinics.items())
    )
    return f'case clinic_id {cases} else "{name}" end as "{name}"'


def _quoted(text: object) -> str:
    return str(text).replace("'", "''")


def _point(own: Path, current: Published) -> None:
    """Replace the pointer in one step: whoever reads it sees the old version or the new one."""
    beside = own / f".{CURRENT}"
    beside.write_text(json.dumps(asdict(current), indent=2) + "\n", encoding="utf-8")
    beside.rename(own / CURRENT)


def _forget(own: Path, current: str) -> None:
    """Remove all but the newest versions; a group that is being built keeps its own copy."""
    versions = sorted(own.glob(f"v{SCHEMA_VERSION}-*"), key=lambda it: it.stat().st_mtime)
    for old in [it for it in versions if it.name != current][: -(KEPT_VERSIONS - 1)]:
        shutil.rmtree(old)
