"""Periods that move, slots of schedules, paper, and settings of the identity provider."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from enamel_api.errors import ApiError
from enamel_api.mailing import newest_slot
from enamel_api.oidc import read_oidc
from enamel_api.paper import Table, as_pdf, money
from enamel_api.periods import period_of
from enamel_api.schemas.own_reports import Definition, Every, NewSchedule, Preset
from pydantic import ValidationError

ZONE = ZoneInfo("America/New_York")
OIDC = {
    "ENAMEL_API_OIDC_ISSUER": "https://id.example/",
    "ENAMEL_API_OIDC_CLIENT_ID": "enamel",
    "ENAMEL_API_OIDC_CLIENT_SECRET": "x",
    "ENAMEL_API_OIDC_ADDRESS": "https://enamel.example",
    "ENAMEL_API_OIDC_ROLES": "owners=owner, office=enamel_manager",
}


@pytest.mark.parametrize(
    ("preset", "first", "last"),
    [
        (Preset.LAST_7_DAYS, date(2026, 1, 9), date(2026, 1, 15)),
        (Preset.THIS_MONTH, date(2026, 1, 1), date(2026, 1, 15)),
        (Preset.LAST_MONTH, date(2025, 12, 1), date(2025, 12, 31)),
        (Preset.LAST_3_MONTHS, date(2025, 11, 1), date(2026, 1, 15)),
        (Preset.LAST_12_MONTHS, date(2025, 2, 1), date(2026, 1, 15)),
        (Preset.LAST_YEAR, date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_preset_moves_with_today(preset: Preset, first: date, last: date) -> None:
    wanted = Definition.model_validate({"figures": [{"kpi_id": "x"}], "preset": preset})
    assert period_of(wanted, date(2026, 1, 15)) == (first, last)


@pytest.mark.parametrize(
    ("every", "now", "slot"),
    [
        (Every.DAY, "2026-03-08T07:00", "2026-03-08T07:00"),
        (Every.DAY, "2026-03-08T06:59", None),
        (Every.DAY, "2026-03-08T13:01", None),
        (Every.WORKDAY, "2026-03-07T07:30", None),
        (Every.WEEK, "2026-03-09T07:30", "2026-03-09T07:00"),
        (Every.WEEK, "2026-03-10T07:30", None),
        (Every.MONTH, "2026-03-01T08:00", "2026-03-01T07:00"),
    ],
)
def test_a_mail_is_due_at_its_time_and_not_long_after(
    every: Every, now: str, slot: str | None
) -> None:
    found = newest_slot(every, "07:00", datetime.fromisoformat(now).replace(tzinfo=ZONE))
    expected = datetime.fromisoformat(slot).replace(tzinfo=ZONE) if slot else None
    assert found == expected


def test_an_evening_mail_may_leave_after_midnight() -> None:
    now = datetime(2026, 3, 9, 1, 0, tzinfo=ZONE)
    assert newest_slot(Every.DAY, "22:30", now) == datetime(2026, 3, 8, 22, 30, tzinfo=ZONE)


def test_paper_takes_any_letter_and_many_rows() -> None:
    rows = [["Łukasz 😀", money("1234.5")]] * 200
    pdf = as_pdf("Huddle", "As of now", ["A line"], [Table("T", [("A", 2), ("B", 1)], rows)])
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") > 3
    assert money(None) == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"paper": "report"},
        {"paper": "close", "has_names": True},
        {"recipients": []},
        {"recipients": ["a@b.example\nBcc: c@d.example"]},
        {"at_time": "7:00"},
    ],
)
def test_a_schedule_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    right = {
        "paper": "huddle",
        "recipients": ["a@b.example"],
        "every": "workday",
        "at_time": "07:00",
    }
    NewSchedule.model_validate(right)
    with pytest.raises(ValidationError):
        NewSchedule.model_validate(right | wrong)


def test_an_identity_provider_is_off_unless_it_is_set() -> None:
    assert read_oidc({}) is None
    found = read_oidc(OIDC)
    assert found is not None
    assert found.roles == (("owners", "enamel_owner"), ("office", "enamel_manager"))
    assert found.callback == "https://enamel.example/session/oidc/callback"
    assert "x" not in repr(found).split("client_secret")[-1][:3]
    for name, value in (("ISSUER", "http://id.example"), ("ROLES", "owners"), ("CLIENT_ID", "")):
        with pytest.raises(ApiError):
            read_oidc(OIDC | {f"ENAMEL_API_OIDC_{name}": value})
