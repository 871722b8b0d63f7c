r"""What a source can hold, one table per case, and what has to be in Postgres afterwards.

The expectation is written down by hand beside the literal: no program under test computes it.
Texts are those of Postgres (`interval` in style postgres, UTC); a case's kind says how the text of
another type is read, so that a tool may choose its types as long as the value survives.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Row = tuple[str | None, ...]
BOTH_ENGINES = ("InnoDB", "MyISAM")
PART, PARTS = "a note of some length, and an é", 2_200_000


@dataclass(frozen=True)
class Case:
    """One table (or view), and its rows in Postgres.

    Attributes:
        table: Its name.
        title: For the table of results.
        sql: What makes it.
        columns: Those that are looked at.
        rows: Their values as Postgres prints them, in any order.
        kind: number, float, text, json, bytes, set, point, date, time.
        names_matter: Whether a column that is called otherwise is wrong.
        impossible: Postgres cannot hold it: the right answer names table and column and stops.
        incomplete: Postgres holds no more of it than `rows` say, and a warning names the column.
    """

    table: str
    title: str
    sql: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: str = "text"
    names_matter: bool = False
    impossible: bool = False
    incomplete: bool = False


def one(
    table: str,
    title: str,
    column: str,
    kind: str,
    values: Sequence[tuple[str, str | None]],
    *,
    impossible: bool = False,
    incomplete: bool = False,
) -> Case:
    """Return a case of one column called `Held`."""
    rows = ",".join(f"({number},{literal})" for number, (literal, _) in enumerate(values, 1))
    return Case(
        table,
        title,
        (
            f"create table `{table}` (Id int primary key, Held {column}) charset utf8mb4",
            f"insert into `{table}` values {rows}",
        ),
        ("Held",),
        tuple((wanted,) for _, wanted in values),
        kind,
        impossible=impossible,
        incomplete=incomplete,
    )


def same(*values: str) -> list[tuple[str, str | None]]:
    """Return values that Postgres prints as MariaDB reads them."""
    return [(f"'{value}'", value) for value in values]


def shape(
    table: str,
    title: str,
    body: str,
    rows: Iterable[Row],
    *columns: str,
    insert: str = "",
    names_matter: bool = False,
    more: Sequence[str] = (),
    impossible: bool = False,
) -> Case:
    """Return a case of a table's shape: `body` stands after its name."""
    statements = [f"create table `{table}` {body}"]
    if insert:
        statements.append(f"insert into `{table}` {insert}")
    return Case(
        table,
        title,
        (*statements, *more),
        columns,
        tuple(rows),
        names_matter=names_matter,
        impossible=impossible,
    )


def named(table: str, title: str, *columns: str, impossible: bool = False) -> Case:
    """Return a case of column names."""
    quoted = [f"`{name.replace('`', '``')}`" for name in columns]
    return shape(
        table,
        title,
        f"(Id int primary key, {', '.join(f'{name} int' for name in quoted)}) charset utf8mb4",
        [tuple(str(number) for number in range(len(columns)))],
        *columns,
        insert=f"values (1,{','.join(map(str, range(len(columns))))})",
        names_matter=True,
        impossible=impossible,
    )


BITS = range(1, 65)
WIDE = 1000
CASES = (
    one("tiny", "`tinyint(1)` 5, -128", "tinyint(1)", "number", same("0", "1", "5", "-128")),
    one("unsigned_ints", "unsigned `int`", "int unsigned", "number", same("4294967295")),
    one("zero_filled", "`int(6) zerofill`", "int(6) zerofill", "number", [("42", "42")]),
    one(
        "big_unsigned",
        "`bigint unsigned` above 2^63",
        "bigint unsigned",
        "number",
        same("9223372036854775808", "18446744073709551615"),
    ),
    one(
        "decimals",
        "`decimal(65,30)`",
        "decimal(65,30)",
        "number",
        same(
            "99999999999999999999999999999999999.999999999999999999999999999999",
            "-0.000000000000000000000000000001",
        ),
    ),
    one("money", "`decimal(20,10)`", "decimal(20,10)", "number", same("1234567890.0123456789")),
    one(
        "floats",
        "`float` 16777216, 1e-45, 0.1",
        "float",
        "single",
        [("16777217", "16777216"), ("1e-45", "1.401298464324817e-45"), ("0.1", "0.1")],
    ),
    one(
        "doubles",
        "`double` 1e308, 0.1+0.2, denormals",
        "double",
        "float",
        [
            ("1e308", "1e308"),
            ("0.1e0+0.2e0", "0.30000000000000004"),
            ("5e-324", "5e-324"),
            ("-1.7976931348623157e308", "-1.7976931348623157e308"),
            ("2.225073858507201e-308", "2.225073858507201e-308"),
        ],
    ),
    # MariaDB stores no negative zero, however it is written.
    one("zeros", "`double` -0.0", "double", "float", [("-0.0e0", "0"), ("-1e-300*1e-300", "0")]),
    *(
        one(
            f"bit_{width}",
            f"`bit({width})`",
            f"bit({width})",
            "number",
            [("0", "0"), (str(2**width - 1), str(2**width - 1)), ("1", "1")],
        )
        for width in (1, 8, 64)
    ),
    Case(
        "bits",
        "`bit(1)` to `bit(64)` in one table",
        (
            f"create table bits ({', '.join(f'b{width} bit({width})' for width in BITS)})",
            f"insert into bits values ({', '.join(str(2**width - 1) for width in BITS)})",
        ),
        tuple(f"b{width}" for width in BITS),
        (tuple(str(2**width - 1) for width in BITS),),
        "number",
    ),
    one("years", "`year` 0000, 1901, 2155", "year", "number", [
        ("'0000'", "0"), ("'1901'", "1901"), ("'2155'", "2155")]),
    one("zero_dates", "`date` 0000-00-00", "date", "date", [("'0000-00-00'", None)]),
    one("partial_dates", "`date` 2020-05-00, 2020-00-15", "date", "date", [
        ("'2020-05-00'", None), ("'2020-00-15'", None)]),
    one("zero_times", "`datetime` 0000-00-00 00:00:00", "datetime", "date", [("0", None)]),
    one("days", "`date` 0001-01-01, 9999-12-31", "date", "date", same("0001-01-01", "9999-12-31")),
    one("first_times", "`datetime` 0001-01-01", "datetime", "date", same("0001-01-01 00:00:00")),
    one("micros", "`datetime(6)` 9999-12-31 23:59:59.999999", "datetime(6)", "date",
        same("9999-12-31 23:59:59.999999", "2026-01-02 03:04:05.000001")),
    one("clock_times", "`time` 08:05", "time", "time", same("08:05:00", "23:59:59")),
    one("long_times", "`time` 26:00, -12:30, ±838:59:59", "time", "time",
        same("26:00:00", "-12:30:00", "-00:00:01", "838:59:59", "-838:59:59")),
    one("micro_times", "`time(6)`", "time(6)", "time", same("12:00:00.000001")),
    one("fall_back", "`timestamp` in the hour that comes twice", "timestamp(3) null", "date", [
        ("'2026-11-01 08:30:00.123'", "2026-11-01 08:30:00.123"),
        ("'2026-11-01 09:30:00.123'", "2026-11-01 09:30:00.123"),
        ("'2026-03-08 10:30:00'", "2026-03-08 10:30:00"),
    ]),
    one("local_hour", "`datetime` in the hour that does not exist", "datetime", "date",
        same("2026-03-08 02:30:00", "2026-11-01 01:30:00")),
    one("empty_text", "empty string and NULL", "varchar(20)", "text",
        [("''", ""), ("null", None), ("' '", " "), ("'NULL'", "NULL")]),
    one("escapes", r"backslash, tab, LF, CR, quotes", "text", "text", [
        (r"'back\\slash \\n'", r"back\slash \n"),
        (r"'tab\tcr\rcrlf\r\nlf\n'", "tab\tcr\rcrlf\r\nlf\n"),
        (r"'a,\"b\",\'c\';'", "a,\"b\",'c';"),
    ]),
    one("markers", r"`\N`, `\.` as values", "text", "text",
        [(r"'\\N'", r"\N"), (r"'\\.'", r"\."), (r"'a\n\\.\nb'", "a\n\\.\nb")]),
    one("nul_text", "NUL character in text", "text", "text",
        [(r"'nul\0nul'", "nulnul"), ("'plain'", "plain")], incomplete=True),
    one("emoji", "emoji, 4-byte characters", "text", "text", [("'😀 𝄞 漢字 é'", "😀 𝄞 漢字 é")]),
    one("surrogates", "half a surrogate pair", "varchar(9) charset ucs2", "text",
        [("x'D800'", None)], impossible=True),
    one("latin1", "latin1", "varchar(20) charset latin1", "text", [("'é€ÿ'", "é€ÿ")]),
    one("utf8mb3", "utf8mb3", "varchar(20) charset utf8mb3", "text", [("'é漢'", "é漢")]),
    one("utf16", "utf16", "varchar(20) charset utf16", "text", [("'é😀'", "é😀")]),
    one("utf8mb4_bin", "utf8mb4_bin", "varchar(20) collate utf8mb4_bin", "text",
        [("'É'", "É"), ("'é'", "é")]),
    one("sjis", "sjis code without a character", "varchar(9) charset sjis", "text",
        [("x'FCFC'", None)], impossible=True),
    shape(
        "charsets",
        "latin1, utf8mb3, utf8mb4, binary in one table",
        "(Id int primary key, A varchar(9) charset latin1, B varchar(9) charset utf8mb3,"
        " C varchar(9) charset utf8mb4, D varchar(9) collate utf8mb4_bin)",
        [("é€", "é漢", "é😀", "É")],
        *"ABCD",
        insert="values (1, 'é€', 'é漢', 'é😀', 'É')",
    ),
    one("json", "`json`", "json", "json", [
        (r"""'{"a": "b\\"c", "n": [1, 1.50, null], "s": "😀"}'""",
         r"""{"a": "b\"c", "n": [1, 1.50, null], "s": "😀"}""")]),
    one("enums", "`enum`", r"enum('a','b\"c','')", "text",
        [("'a'", "a"), ("'b\"c'", 'b"c'), ("''", "")]),
    one("sets", "`set`", "set('x','y','z')", "set", [("'x,z'", "x,z"), ("''", "")]),
    one("points", "`point`", "point", "point",
        [("point(1,2)", "000000000101000000000000000000f03f0000000000000040")]),
    one("uuids", "`uuid`", "uuid", "text", same("123e4567-e89b-12d3-a456-426655440000")),
    one("inets", "`inet6`", "inet6", "text", same("2001:db8::1")),
    one("fixed_bytes", "`binary(3)`", "binary(3)", "bytes", [("x'00FF'", "00ff00")]),
    one("bytes", "`varbinary`", "varbinary(9)", "bytes", [("x'00225C0A2C'", "00225c0a2c"),
        ("''", "")]),
    one("blobs", "`longblob`", "longblob", "bytes", [("repeat(x'00FF', 9000)", "00ff" * 9000)]),
    one("medium_blobs", "`mediumblob`", "mediumblob", "bytes", [("x'FFFE00'", "fffe00")]),
    one("long_text", "`longtext` of 68 MB", "longtext", "text",
        [(f"repeat('{PART}', {PARTS})", PART * PARTS)]),
    named("reserved", "column names: reserved words", "select", "Order", "user", "table"),
    named("mixed_case", "column names: MixedCase", "PatNum", "HmName", "lower", "UPPER"),
    named("spaces", "column names: spaces, signs", "two words", "per-cent %", "a.b", "q?:"),
    named("quotes", "column names: quotes", 'odd "name"', "it's", "back`tick"),
    named("foreign", "column names: non-ASCII", "Größe", "名前"),
    named("longest", "column names: 63 bytes", "n" * 63),
    named("too_long", "column names: 64 bytes", "n" * 64, impossible=True),
    named("too_long_bytes", "column names: 64 letters, 128 bytes", "é" * 64, impossible=True),
    shape("generated", "generated columns", "(Id int primary key, A int as (Id * 2) virtual,"
        " B int as (Id * 3) persistent)", [("8", "12")], "A", "B", insert="(Id) values (4)"),
    shape("invisible", "invisible column", "(Id int primary key, A int invisible)", [("7",)], "A",
        insert="(Id, A) values (1, 7)"),
    shape("keyless", "no key, equal rows", "(A int, B text)",
        [("1", "x"), ("1", "x"), (None, None)], "A", "B",
        insert="values (1,'x'), (1,'x'), (null,null)"),
    shape("composite", "composite key", "(A int, B varchar(9), C int, primary key (B, A))",
        [("1", "x", "0"), ("1", "y", "1"), ("2", "x", "2")], "A", "B", "C",
        insert="values (1,'x',0), (1,'y',1), (2,'x',2)"),
    shape("text_key", "text key", "(A varchar(40) primary key, B int) charset utf8mb4",
        [("é", "1"), ("", "2"), ("x\ny", "3")], "A", "B",
        insert=r"values ('é',1), ('',2), ('x\ny',3)"),
    shape("random_key", "random key (`binary(16)`)", "(A binary(16) primary key, B int)",
        [(str(number),) for number in range(1, 101)], "B",
        insert="select unhex(md5(seq)), seq from seq_1_to_100"),
    shape("empty", "empty table", "(Id int primary key, A text)", [], "Id", "A"),
    shape("partitioned", "partitioned table", "(Id int primary key, A int) partition by hash (Id)"
        " partitions 4", [(str(number),) for number in range(1, 21)], "Id",
        insert="select seq, seq from seq_1_to_20"),
    *(
        shape(f"engine_{engine.lower()}", engine, f"(Id int primary key, A text) engine {engine}",
            [("1", "x")], "Id", "A", insert="values (1, 'x')")
        for engine in BOTH_ENGINES
    ),
    Case(
        "view_of_it",
        "view",
        (
            "create table viewed (Id int primary key, A text)",
            "insert into viewed values (1, 'x'), (2, 'y')",
            "create view view_of_it as select Id, upper(A) as B from viewed where Id > 1",
        ),
        ("Id", "B"),
        (("2", "Y"),),
    ),
    shape(
        "wide",
        "1,000 columns",
        f"(Id int primary key, {', '.join(f'c{n} int' for n in range(1, WIDE))})",
        [tuple(str(number) for number in range(1, WIDE))],
        *(f"c{number}" for number in range(1, WIDE)),
        insert=f"values ({','.join(map(str, range(WIDE)))})",
    ),
)  # fmt: skip
