"""What needs no warehouse: keys, cursors, files, settings, the description."""

import asyncio
import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import httpx
import openpyxl
import pytest
from enamel_api import explained, keys
from enamel_api.errors import ApiError
from enamel_api.files import as_csv, as_xlsx, safe
from enamel_api.main import create_app
from enamel_api.paging import Cursors
from enamel_api.problems import Problem
from enamel_api.routers.exports import EXPORTS
from enamel_api.settings import Settings, read_settings
from pydantic import BaseModel, Field

ENVIRONMENT = {
    "ENAMEL_WAREHOUSE_HOST": "127.0.0.1",
    "ENAMEL_WAREHOUSE_DATABASE": "enamel",
    "ENAMEL_API_PASSWORD": "x",
}


class Line(BaseModel):
    """A line of an export."""

    name: str = Field(description="Who.")
    amount: Decimal = Field(description="How much.")
    day: date = Field(description="When.")


ROWS = [
    {"name": "=cmd|' /C calc'!A0", "amount": Decimal("-12.30"), "day": date(2026, 1, 2)},
    {"name": " +1", "amount": Decimal("1E+2"), "day": date(2026, 1, 3)},
    {"name": "Æ plain", "amount": Decimal("0.10"), "day": date(2026, 1, 4)},
]


def test_a_key_is_known_by_its_hash_alone() -> None:
    made = keys.make()
    key_id, secret = keys.parse(made.text) or ("", "")
    assert key_id == made.key_id
    assert secret.encode() not in made.secret_hash
    assert keys.agrees(secret, made.secret_hash)
    assert not keys.agrees(secret[:-1] + "!", made.secret_hash)
    assert not keys.agrees(secret, None)


@pytest.mark.parametrize("text", ["", "enamel_", "enamel_" + "a" * 16 + "_" + "b" * 42, "x" * 9999])
def test_what_is_no_key_is_none(text: str) -> None:
    assert keys.parse(text) is None


def test_a_cursor_shows_nothing_and_fits_one_question() -> None:
    cursors = Cursors(b"k" * 32)
    sealed = cursors.seal("patients", {"clinic_id": 1}, [31_415_926])
    assert "31415926" not in sealed
    assert cursors.open("patients", {"clinic_id": 1}, sealed) == [31_415_926]
    for question, asked in (("patients", {"clinic_id": 2}), ("appointments", {"clinic_id": 1})):
        with pytest.raises(Problem):
            cursors.open(question, asked, sealed)
    with pytest.raises(Problem):
        Cursors(b"j" * 32).open("patients", {"clinic_id": 1}, sealed)


def test_no_spreadsheet_runs_what_a_csv_says() -> None:
    lines = list(csv.reader(io.StringIO(as_csv(Line, ROWS).decode("utf-8"))))
    assert lines[0] == ["name", "amount", "day"]
    assert lines[1] == ["'=cmd|' /C calc'!A0", "-12.30", "2026-01-02"]
    assert lines[2] == ["' +1", "100", "2026-01-03"]
    assert lines[3] == ["Æ plain", "0.10", "2026-01-04"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "|", "%"])
def test_every_sign_that_begins_a_formula_is_told(sign: str) -> None:
    assert safe(f"{sign}1") == f"'{sign}1"
    assert safe(f"1{sign}") == f"1{sign}"


def test_a_workbook_says_what_it_holds_and_what_was_asked() -> None:
    file = as_xlsx(Line, ROWS, {"question": "lines", "clinic": 3})
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert book.sheetnames == ["data", "definitions", "question"]
    data = list(book["data"].iter_rows(values_only=True))
    assert data[1][0] == "'=cmd|' /C calc'!A0"
    assert data[3][1] == pytest.approx(0.1)
    assert list(book["definitions"].iter_rows(values_only=True))[1] == ("name", "Who.")
    assert ("clinic", "3") in list(book["question"].iter_rows(values_only=True))
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        assert sheets
        assert all(b"<f>" not in parts.read(name) for name in sheets)


def test_settings_that_are_missing_or_cannot_be_are_named() -> None:
    with pytest.raises(ApiError, match="ENAMEL_API_PASSWORD"):
        read_settings({**ENVIRONMENT, "ENAMEL_API_PASSWORD": ""})
    with pytest.raises(ApiError, match="ENAMEL_API_PER_MINUTE"):
        read_settings({**ENVIRONMENT, "ENAMEL_API_PER_MINUTE": "-1"})
    with pytest.raises(ApiError, match="TRUSTED_PROXIES"):
        read_settings({**ENVIRONMENT, "ENAMEL_API_TRUSTED_PROXIES": "*"})


def test_a_setting_shows_no_password() -> None:
    settings = read_settings({**ENVIRONMENT, "ENAMEL_API_PASSWORD": "opensesame"})
    assert "opensesame" not in repr(settings)
    assert "opensesame" not in settings.conninfo


def test_the_description_is_complete() -> None:
    described = create_app(Settings(host="", port=5432, database="", password="")).openapi()
    for path, operations in described["paths"].items():
        assert "patient_id" not in path
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                # Keys of patients are asked for in a body, never in an address.
                assert parameter["name"] not in ("patient", "patient_id"), path
    for model in described["components"]["schemas"].values():
        for name, part in model.get("properties", {}).items():
            if name.endswith(("_amount", "_rate")):
                kinds = {it.get("type") for it in part.get("anyOf", [part])}
                assert kinds <= {"string", "null"}, f"{name} is no decimal string"


def test_the_dashboard_is_served_where_it_is_built(tmp_path: Path) -> None:
    folder = tmp_path / "analyze" / "dashboard" / "dist"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<title>Dashboard</title>", encoding="utf-8")
    app = create_app(Settings(host="", port=5432, database="", password="", project=tmp_path))

    async def ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://enamel") as client:
            paths = ("/", "/app/", "/app/huddle/today", "/app/missing.js", "/nothing", "/health")
            return [await client.get(path) for path in paths]

    home, page, place, missing, nothing, health = asyncio.run(ask())
    assert home.headers["location"] == "/app/"
    assert page.text == place.text == "<title>Dashboard</title>"
    assert [it.status_code for it in (missing, nothing, health)] == [404, 404, 200]
    assert missing.headers["content-type"] == "application/problem+json"


def test_what_is_exported_has_an_order() -> None:
    for question, _ in EXPORTS:
        assert question.order
        assert set(question.order) <= set(question.row.model_fields)


def test_what_is_proven_is_a_variant_and_its_report_is_compared() -> None:
    root = Path(__file__).parents[3]
    with (root / "transform" / "seeds" / "kpi_variants.csv").open(encoding="utf-8") as file:
        variants = {(row["kpi_id"], row["variant"]) for row in csv.DictReader(file)}
    compared = {
        path.name.split(".")[0]
        for path in (root / "plugins" / "enamel" / "enamel" / "reconciliation" / "sql").iterdir()
    }
    proven = explained.proof()
    assert {(kpi, variant) for kpi, each in proven.items() for variant in each} <= variants
    lines = {line for each in proven.values() for them in each.values() for line in them}
    assert {line.split(".")[0] for line in lines} <= compared
