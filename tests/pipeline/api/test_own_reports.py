"""Reports people compose: kept, shared, run with the rights of whoever asks, mailed once."""

import smtplib
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from enamel.mail import deliver
from enamel_api import mailing
from enamel_api.problems import Problem
from enamel_api.settings import Settings
from harness import Pipeline

from . import mailed
from .conftest import Served
from .mailed import Mailbox, letterbox

DEFINITION = {
    "figures": [{"kpi_id": "net_production"}, {"kpi_id": "ar_total", "variant": "net"}],
    "by": "clinic",
    "preset": "last_12_months",
    "chart": "line",
}
NEW = {"title": "Mine", "definition": DEFINITION}
SEVEN = datetime(2026, 11, 20, 12, 2, tzinfo=UTC)
"""Two past seven in New York, a Friday."""


@pytest.fixture
def mailing_settings(settings: Settings) -> Settings:
    return replace(settings, mail_domains=("practice.example",))


def send(settings: Settings, address: str, now: datetime = SEVEN) -> mailing.Sent:
    return mailed.send(settings, address, now)


def schedule(served: Served, role: str, settings: Settings, **values: Any) -> str:
    """Keep a schedule as the API does, begun before the moment of these tests; return its id."""
    wanted = {"report_id": None, "clinic_id": None, "has_names": False, "every": "workday"}
    wanted |= {"at_time": "07:00", "recipients": ["ann@practice.example"]} | values
    row = served.sql(
        "insert into service.schedules (owner, paper, report_id, clinic_id, has_names,"
        " recipients, every, at_time, created_at) values (%(owner)s, %(paper)s, %(report_id)s,"
        " %(clinic_id)s, %(has_names)s, %(recipients)s, %(every)s, %(at_time)s, '2026-11-01')"
        " returning schedule_id::text",
        wanted | {"owner": f"key:{served.keys[role].split('_')[1]}"},
    )[0]
    found: str = row["schedule_id"]
    return found


@pytest.fixture(autouse=True)
def _no_schedules(served: Served) -> None:
    served.sql("delete from service.schedules")


def test_a_report_is_kept_changed_and_deleted(served: Served) -> None:
    with served.client("manager") as client:
        made = client.post("/own-reports", json=NEW).json()
        address = f"/own-reports/{made['report_id']}"
        assert made["is_mine"]
        assert client.get(address).json() == made
        changed = client.put(address, json=NEW | {"title": "Ours"}).json()
        assert changed["title"] == "Ours"
        assert made["report_id"] in [it["report_id"] for it in client.get("/own-reports").json()]
        with served.client("owner") as other:
            assert other.get(address).status_code == 404
            assert other.put(address, json=NEW).status_code == 404
            assert other.delete(address).status_code == 404
        assert client.delete(address).status_code == 204
        assert client.get(address).status_code == 404


def test_a_text_that_cannot_be_kept_is_refused(served: Served) -> None:
    figure = {"kpi_id": "net_production", "variant": "a\0"}
    with served.client("manager") as client:
        for change in ({"note": "a\0"}, {"definition": DEFINITION | {"figures": [figure]}}):
            answer = client.post("/own-reports", json=NEW | change)
            assert answer.status_code == 422
            assert "cannot be kept" in answer.json()["detail"]


def test_a_shared_report_is_answered_with_the_rights_of_whoever_asks(served: Served) -> None:
    with served.client("owner") as client:
        made = client.post("/own-reports", json=NEW | {"is_shared": True}).json()
        address = f"/own-reports/{made['report_id']}"
        own = client.get(f"{address}/answer").json()
        single = client.get(
            "/kpis/net_production",
            params={"by": "clinic", "from": own["from_date"], "to": own["to_date"], "limit": 500},
        ).json()
    assert [it for it in own["data"] if it["kpi_id"] == "net_production"] == single["data"]
    assert next(it["n"] for it in own["meta"]) == len(single["data"]) > 0
    with served.client("analyst") as client:
        seen = client.get(f"{address}/answer").json()
        assert not seen["report"]["is_mine"]
        assert all(it["n"] is None or it["n"] >= 11 for it in seen["data"])
        assert client.put(address, json=NEW).status_code == 404
        book = client.get(f"{address}/export", params={"format": "xlsx"})
        assert book.content.startswith(b"PK")
    with served.client("front_desk") as client:
        assert client.get(f"{address}/answer").status_code == 403
        assert client.get(address).status_code == 200


def test_what_cannot_be_kept_is_refused(served: Served) -> None:
    with served.client("owner") as client:
        for wrong in (
            {"figures": []},
            {"preset": "last_month", "from_date": "2026-01-01"},
            {"figures": [{"kpi_id": "x; drop"}]},
        ):
            body = {"title": "x", "definition": DEFINITION | wrong}
            assert client.post("/own-reports", json=body).status_code == 422
        unknown = {"title": "x", "definition": {"figures": [{"kpi_id": "nothing"}]}}
        made = client.post("/own-reports", json=unknown).json()
        assert client.get(f"/own-reports/{made['report_id']}/answer").status_code == 404


def test_mail_goes_to_known_domains_alone(served: Served) -> None:
    new = {"paper": "close", "every": "day", "at_time": "19:00"}
    with served.client("owner") as client:
        answer = client.post("/schedules", json=new | {"recipients": ["a@elsewhere.example"]})
    assert answer.status_code == 422
    assert "elsewhere" not in answer.text


def test_a_paper_is_mailed_once_and_written_down(
    served: Served, mailing_settings: Settings, mailbox: tuple[Mailbox, str]
) -> None:
    box, address = mailbox
    made = {
        paper: schedule(served, "owner", mailing_settings, paper=paper)
        for paper in ("huddle", "close", "monthly_review")
    }
    sent = send(mailing_settings, address)
    assert sent.failed == {}
    assert len(sent.delivered) == 3
    assert send(mailing_settings, address).delivered == []
    assert len(box.mails) == 3
    names = {
        row["word"]
        for row in served.sql('select "LName" as word from raw.patient where length("LName") > 5')
    }
    for mail in box.mails:
        assert mail["To"] == "ann@practice.example"
        assert not [it for it in names if it in mail["Subject"]]
        (file,) = [part for part in mail.walk() if part.get_filename()]
        assert file.get_payload(decode=True).startswith(b"%PDF-")
    logged = served.sql(
        "select identifier_classes, export_hash, filter ->> 'schedule_id' as schedule_id"
        " from service.audit_log where method = 'MAIL' and filter ->> 'schedule_id' = any(%s)",
        [list(made.values())],
    )
    assert {it["schedule_id"] for it in logged} == set(made.values())
    assert all(it["identifier_classes"] == [] and it["export_hash"] for it in logged)


def test_names_leave_over_tls_alone(
    served: Served, mailing_settings: Settings, mailbox: tuple[Mailbox, str]
) -> None:
    box, address = mailbox
    wanted = schedule(served, "front_desk", mailing_settings, paper="huddle", has_names=True)
    sent = send(mailing_settings, address)
    assert list(sent.failed) == [f"huddle {wanted}"]
    assert box.mails == []
    handed: list[bool] = []

    def hand_over(_message: EmailMessage, needs_tls: bool) -> None:
        handed.append(needs_tls)

    done = mailed.send(mailing_settings, address, SEVEN, hand_over)
    assert len(done.delivered) == 1
    assert handed == [True]
    logged = served.sql(
        "select identifier_classes, cardinality(patient_ids) as patients from service.audit_log"
        " where method = 'MAIL' order by entry_id desc limit 1"
    )[0]
    assert "name" in logged["identifier_classes"]
    booked = served.sql(
        "select count(distinct patient_id) as patients from marts.rpt_huddle"
        " inner join marts.dim_dates on scheduled_date = calendar_date where is_today"
    )[0]
    assert logged["patients"] == booked["patients"]


def test_a_server_without_tls_gets_no_password() -> None:
    with letterbox() as (_, port), pytest.raises(smtplib.SMTPNotSupportedError):
        deliver(f"smtp://me:secret@127.0.0.1:{port}", EmailMessage())


def test_nobody_is_mailed_for_somebody_who_is_let_in_no_more(
    served: Served, mailing_settings: Settings, mailbox: tuple[Mailbox, str]
) -> None:
    box, address = mailbox
    wanted = schedule(served, "owner", mailing_settings, paper="close")
    served.sql("update service.schedules set owner = 'key:0000000000000000'")
    assert list(send(mailing_settings, address).failed) == [f"close {wanted}"]
    narrowed = replace(mailing_settings, mail_domains=())
    schedule(served, "owner", mailing_settings, paper="close")
    assert len(send(narrowed, address).failed) == 2
    assert box.mails == []


def test_mail_follows_the_clock_that_the_models_follow(
    served: Served, mailing_settings: Settings, mailbox: tuple[Mailbox, str]
) -> None:
    _, address = mailbox
    schedule(served, "owner", mailing_settings, paper="close")
    changed = "update intermediate.int_practice_settings set time_zone = %s"
    was = served.sql("select time_zone from intermediate.int_practice_settings")[0]["time_zone"]
    try:
        # Two past five in Denver.
        served.sql(changed, ["America/Denver"])
        early = send(mailing_settings, address)
        served.sql(changed, ["Mountain"])
        with pytest.raises(Problem, match="no time zone"):
            send(mailing_settings, address)
    finally:
        served.sql(changed, [was])
    assert (early.delivered, early.silent, early.failed) == ([], [], {})
    assert len(send(mailing_settings, address).delivered) == 1


def test_an_alert_is_told_once(
    served: Served, mailing_settings: Settings, mailbox: tuple[Mailbox, str]
) -> None:
    box, address = mailbox
    schedule(served, "manager", mailing_settings, paper="alerts", every="day")
    changed = "update marts.rpt_kpi_alerts set is_raised = %s where alert_rule = 'receivables_jump'"
    before = served.sql(
        "select is_raised from marts.rpt_kpi_alerts where alert_rule = 'receivables_jump'"
    )[0]["is_raised"]
    served.sql(changed, [True])
    try:
        assert len(send(mailing_settings, address).delivered) == 1
        later = SEVEN.replace(day=21)
        assert len(send(mailing_settings, address, later).silent) == 1
        with served.client("manager") as client:
            raised = client.get("/alerts", params={"raised": True, "mine": True}).json()["data"]
    finally:
        served.sql(changed, [before])
    assert "receivables_jump" in {it["alert_rule"] for it in raised}
    (mail,) = box.mails
    assert "ar_total" in mail.get_payload(decode=True).decode()


def test_a_report_of_ones_own_is_mailed_as_a_workbook(
    served: Served, mailing_settings: Settings, mailbox: tuple[Mailbox, str]
) -> None:
    box, address = mailbox
    with served.client("owner") as client:
        made = client.post("/own-reports", json=NEW | {"title": "Secret words"}).json()
    schedule(served, "owner", mailing_settings, paper="report", report_id=made["report_id"])
    assert send(mailing_settings, address).failed == {}
    (mail,) = box.mails
    assert "Secret" not in mail["Subject"]
    (file,) = [part for part in mail.walk() if part.get_filename()]
    assert file.get_payload(decode=True).startswith(b"PK")


def test_the_command_sends_what_is_due_and_says_what_it_could_not(
    pipeline: Pipeline,
    served: Served,
    environment: dict[str, str],
    mailing_settings: Settings,
    mailbox: tuple[Mailbox, str],
) -> None:
    box, address = mailbox
    wanted = schedule(served, "owner", mailing_settings, paper="close")
    command = ("enamel", "reports", "send", "--due", "--at", "2026-11-25T12:02")
    known = environment | {"ENAMEL_API_MAIL_DOMAINS": "practice.example"}
    without = pipeline.run(*command, check=False, **known)
    assert without.returncode == 1
    assert "There is no mail server. Set ENAMEL_ALERT_SMTP" in without.stdout
    mail = {"ENAMEL_ALERT_SMTP": address, "ENAMEL_ALERT_FROM": "enamel@practice.example"}
    assert f"sent    close {wanted}" in pipeline.run(*command, **known, **mail).stdout
    assert "Nothing is due." in pipeline.run(*command, **known, **mail).stdout
    assert [it["From"] for it in box.mails] == ["enamel@practice.example"]


def test_preferences_are_a_persons_own(served: Served) -> None:
    new = {
        "looks": {"theme": "dark", "columns": 3},
        "saved_filters": [{"title": "x", "page": "/revenue", "filters": {"clinic": "1"}}],
    }
    with served.client("owner") as client:
        client.put("/preferences", json=new)
        kept = client.get("/preferences").json()
        assert {name: kept[name] for name in new} == new
        assert client.put("/preferences", json={"looks": {"a b": 1}}).status_code == 422
    with served.client("manager") as client:
        assert client.get("/preferences").json()["looks"] == {}


def test_the_first_page_is_what_its_parts_are(served: Served) -> None:
    with served.client("owner") as client:
        home = client.get("/home").json()
        counts = {it["worklist"]: it["item_count"] for it in home["worklists"]}
        listed = served.sql("select count(*) as count from marts.rpt_worklist_overdue_hygiene")
        assert counts["overdue_hygiene"] == listed[0]["count"]
        for day in home["book"]:
            lines = client.get(f"/huddle/{day['scheduled_date']}", params={"limit": 500})
            assert day["appointment_count"] == len(lines.json()["data"])
    assert {it["pacing_period"] for it in home["pacing"]} == {"today", "week", "month"}
    assert home["meta"]["as_of"] == home["as_of"]
    assert home["meta"]["badge"]["status"] in ("ties", "differs", "unchecked")
    with served.client("auditor") as client:
        nothing = client.get("/home").json()
    assert nothing["pacing"] is None
    assert nothing["worklists"] is None
