"""Every type and edge arrives exactly, by files and by records."""

import json
import subprocess
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg import sql as pg

# column -> (type, [(SQL literal, text in Postgres)])
Values = list[tuple[str, str | None]]
TORTURE: dict[str, tuple[str, Values]] = {
    "tiny": ("tinyint(1)", [("5", "5"), ("-128", "-128")]),
    "tiny_u": ("tinyint unsigned", [("255", "255")]),
    "small_u": ("smallint unsigned", [("65535", "65535")]),
    "medium": ("mediumint", [("-8388608", "-8388608")]),
    "int_u": ("int unsigned", [("4294967295", "4294967295")]),
    "zero_filled": ("int(6) zerofill", [("42", "42")]),
    "big": ("bigint", [("-9223372036854775808", "-9223372036854775808")]),
    "big_u": ("bigint unsigned", [("18446744073709551615", "18446744073709551615")]),
    "money": ("decimal(12,2)", [("0.10", "0.10"), ("-0.01", "-0.01")]),
    "wide": (
        "decimal(65,30)",
        [
            (
                "99999999999999999999999999999999999.999999999999999999999999999999",
                "99999999999999999999999999999999999.999999999999999999999999999999",
            ),
            ("-0.000000000000000000000000000001", "-0.000000000000000000000000000001"),
        ],
    ),
    "single": ("float", [("16777217", "1.6777216e+07"), ("0.1", "0.1"), ("1e-45", "1e-45")]),
    "single_old": ("float(7,4)", [("999.0009", "999.0009")]),
    "double_": (
        "double",
        [
            ("1e308", "1e+308"),
            ("0.1e0+0.2e0", "0.30000000000000004"),
            ("5e-324", "5e-324"),
            ("1.7976931348623157e308", "1.7976931348623157e+308"),
            ("2.2250738585072014e-308", "2.2250738585072014e-308"),
            ("ceil(-0.5e0)", "0"),  # the server stores no negative zero
        ],
    ),
    "double_old": ("double(10,2)", [("0.1", "0.1"), ("12345678.91", "12345678.91")]),
    "bit_1": ("bit(1)", [("b'1'", "1"), ("b'0'", "0")]),
    "bit_63": ("bit(63)", [("~0 >> 1", "9223372036854775807")]),
    "bit_64": ("bit(64)", [("~0", "18446744073709551615")]),
    "year_": ("year", [("2155", "2155"), ("1901", "1901"), ("'0000'", "0")]),
    "date_": (
        "date",
        [
            ("'0000-00-00'", None),
            ("'2020-00-15'", None),
            ("'2020-05-00'", None),
            ("'0001-01-01'", "0001-01-01"),
            ("'9999-12-31'", "9999-12-31"),
        ],
    ),
    "datetime_": (
        "datetime",
        [("0", None), ("'0001-01-01 00:00:00'", "0001-01-01 00:00:00")],
    ),
    "datetime_6": (
        "datetime(6)",
        [
            ("'0000-00-00 00:00:00'", None),
            ("'0001-01-01 00:00:00.000001'", "0001-01-01 00:00:00.000001"),
            ("'9999-12-31 23:59:59.999999'", "9999-12-31 23:59:59.999999"),
            ("'2026-11-01 01:30:00'", "2026-11-01 01:30:00"),
        ],
    ),
    # Shown in the session's zone, Los Angeles: the hour that comes twice is told apart.
    "timestamp_": (
        "timestamp(3) null",
        [
            ("'0000-00-00 00:00:00'", None),
            ("'2026-11-01 08:30:00.123'", "2026-11-01 01:30:00.123-07"),
            ("'2026-11-01 09:30:00.123'", "2026-11-01 01:30:00.123-08"),
        ],
    ),
    "time_": (
        "time",
        [
            ("'08:05'", "08:05:00"),
            ("'26:00:00'", "26:00:00"),
            ("'-00:30:00'", "-00:30:00"),
            ("'-838:59:59'", "-838:59:59"),
        ],
    ),
    "time_6": ("time(6)", [("'838:59:59.999999'", "838:59:59.999999")]),
    "text_": (
        "text",
        [
            ("''", ""),
            (r"'back\\slash \\n \\N'", r"back\slash \n \N"),
            (r"'\\N'", r"\N"),
            (r"'\\.'", r"\."),
            (r"'first\n\\.\nlast'", "first\n\\.\nlast"),
            (r"'a,\"b\",c'", 'a,"b",c'),
            ("'\"'", '"'),
            (r"'tab\tcr\rcrlf\r\n'", "tab\tcr\rcrlf\r\n"),
            (r"'nul\0nul'", "nulnul"),
            (r"'\0'", ""),
            ("'  spaces  '", "  spaces  "),
            ("'NULL'", "NULL"),
            ("'😀 é ünïcode 漢字'", "😀 é ünïcode 漢字"),
        ],
    ),
    "latin1_": ("varchar(20) charset latin1", [("'é€ÿ\"'", 'é€ÿ"'), ("''", "")]),
    "utf8mb3_": ("varchar(20) charset utf8mb3", [("'é漢'", "é漢")]),
    "utf16_": ("varchar(20) charset utf16", [("'é😀'", "é😀"), ("''", "")]),
    "binary_collation": ("varchar(20) collate utf8mb4_bin", [("'É'", "É")]),
    "char_": ("char(10)", [("'ab'", "ab")]),
    "long_": ("longtext", [("repeat('x\"', 70000)", 'x"' * 70000)]),
    "enum_": ("enum('a','b\"c','')", [("'a'", "a"), ("'b\"c'", 'b"c'), ("'nope'", "")]),
    "set_": ("set('x','y','z')", [("'x,z'", "x,z"), ("''", "")]),
    "json_": ("json", [('\'{"a": "b\\\\"c"}\'', '{"a": "b\\"c"}')]),
    "uuid_": (
        "uuid",
        [("'123e4567-e89b-12d3-a456-426655440000'", "123e4567-e89b-12d3-a456-426655440000")],
    ),
    "inet_": ("inet6", [("'2001:db8::1'", "2001:db8::1")]),
    "binary_": ("binary(3)", [("x'00FF'", r"\x00ff00")]),
    "varbinary_": ("varbinary(9)", [("x'00225C0A2C'", r"\x00225c0a2c"), ("''", r"\x")]),
    "blob_": ("longblob", [("repeat(x'00FF', 70000)", r"\x" + "00ff" * 70000)]),
    "point_": (
        "point",
        [("point(1,2)", r"\x000000000101000000000000000000f03f0000000000000040")],
    ),
    "select": ("int", [("1", "1")]),
    'odd "name", `é`': ("varchar(9)", [("'x'", "x")]),
    "doubled": ("int as (tiny * 2) persistent", [("default", "10"), ("default", "-256")]),
    "hidden": ("int invisible", [("7", "7")]),
}
ROWS = max(len(values) for _, values in TORTURE.values())
COLUMNS = {
    name: kind + (" default null" if "persistent" not in kind and " null" not in kind else "")
    for name, (kind, _) in TORTURE.items()
}


def literal(values: Values, row: int, *, generated: bool) -> str:
    if generated:
        return "default"
    return values[row][0] if row < len(values) else "null"


def expected(values: Values, row: int) -> str | None:
    return values[row][1] if row < len(values) else None


def quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def create(execute: Callable[..., Any]) -> None:
    columns = ",".join(f"{quoted(name)} {kind}" for name, kind in COLUMNS.items())
    execute(f"create table `torture` (id int primary key, {columns}) charset utf8mb4")
    names = ",".join(map(quoted, ("id", *TORTURE)))
    for row in range(ROWS):
        literals = [
            literal(values, row, generated="persistent" in kind)
            for kind, values in TORTURE.values()
        ]
        execute(f"insert into `torture` ({names}) values ({row},{','.join(literals)})")


def wanted() -> list[tuple[Any, ...]]:
    return [
        (str(row), *(expected(values, row) for _, values in TORTURE.values()))
        for row in range(ROWS)
    ]


def differences(rows: list[tuple[Any, ...]]) -> list[str]:
    names = ["id", *TORTURE]
    assert len(rows) == ROWS
    return [
        f"{name}, row {row[0]}: {str(got)[:60]!r} instead of {str(want)[:60]!r}"
        for row, wanted_row in zip(rows, wanted(), strict=True)
        for name, got, want in zip(names, row, wanted_row, strict=True)
        if got != want
    ]


def as_text(warehouse: psycopg.Connection[Any], table: str) -> list[tuple[Any, ...]]:
    names = [pg.SQL("{}::text").format(pg.Identifier(name)) for name in ("id", *TORTURE)]
    statement = pg.SQL("select {} from {} as tab order by tab.id").format(
        pg.SQL(",").join(names), pg.Identifier(table)
    )
    return warehouse.execute(statement).fetchall()


def test_every_type_and_edge_arrives_exactly_by_files(
    execute: Any, discover: Any, run_tap: Any, load: Any, warehouse: Any
) -> None:
    create(execute)
    catalog = discover()

    run = run_tap(catalog)
    load(catalog["streams"][0], run)

    assert run.code == 0, run.errors
    assert differences(as_text(warehouse, "torture")) == []


def test_every_type_and_edge_arrives_exactly_by_records(
    execute: Any, discover: Any, run_tap: Any, warehouse: Any
) -> None:
    create(execute)
    catalog = discover()
    types = {
        name: schema["x-sql-datatype"]
        for name, schema in catalog["streams"][0]["schema"]["properties"].items()
    }

    run = run_tap(catalog, batch_config=None)

    def text(name: str, value: Any) -> str | None:
        if value is None:
            return None
        given = "\\x" + value if types[name] == "bytea" else str(value)
        statement = pg.SQL("select (%s::{})::text").format(pg.SQL(types[name]))
        row = warehouse.execute(statement, [given]).fetchone()
        return None if row is None else row[0]

    assert run.code == 0, run.errors
    rows = [
        tuple(text(name, message["record"][name]) for name in ("id", *TORTURE))
        for message in sorted(run.of("RECORD"), key=lambda message: message["record"]["id"])
    ]
    assert differences(rows) == []


def test_records_arrive_exactly_through_the_stock_target(
    execute: Any,
    discover: Any,
    tap_command: Any,
    warehouse: Any,
    warehouse_database: Any,
    tmp_path: Any,
) -> None:
    execute(
        "create table stock (id bigint primary key, fee decimal(20,10), note text, day date,"
        " at datetime(6), changed timestamp(6) null, big bigint unsigned, ratio double)"
        " charset utf8mb4",
        "insert into stock values"
        r" (1, 0.1, 'a\\\n\"b\" 😀', '0001-01-01', '9999-12-31 23:59:59.999999',"
        " '2026-01-02 03:04:05.678901', 18446744073709551615, 0.1e0+0.2e0),"
        " (2, -1234567890.0123456789, '', '0000-00-00', 0, null, 0, 1e300),"
        " (3, null, null, null, null, null, null, null)",
    )
    config = tmp_path / "target.json"
    config.write_text(
        json.dumps(
            {
                "host": warehouse_database.host,
                "port": warehouse_database.port,
                "user": warehouse_database.user,
                "password": warehouse_database.password,
                "database": warehouse_database.database,
                "default_target_schema": "stock",
            }
        )
    )
    command = tap_command(discover(), None, batch_config=None)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as tap:
        target = [str(tmp_path.joinpath()), str(config)]
        target = [command[0].replace("enamel-tap-mysql", "target-postgres"), "--config", target[1]]
        done = subprocess.run(target, stdin=tap.stdout, capture_output=True, check=False, text=True)

    assert (tap.returncode, done.returncode) == (0, 0), done.stderr
    rows = warehouse.execute(
        "select id::text, trim_scale(fee)::text, note, day::text, at::text, changed::text,"
        " big::text, ratio::float8::text from stock.stock order by id"
    ).fetchall()
    assert rows == [
        (
            *("1", "0.1", 'a\\\n"b" 😀', "0001-01-01", "9999-12-31 23:59:59.999999"),
            *("2026-01-02 03:04:05.678901", "18446744073709551615", "0.30000000000000004"),
        ),
        ("2", "-1234567890.0123456789", "", None, None, None, "0", "1e+300"),
        ("3", None, None, None, None, None, None, None),
    ]
