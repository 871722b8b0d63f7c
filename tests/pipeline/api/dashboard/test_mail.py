"""What leaves by itself: papers and reports on a schedule, and alerts; composed on the pages."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from enamel.dashboard.pictures import settle
from enamel_api.mailing import Sent
from playwright.sync_api import Locator, Page, expect

from ..conftest import Served
from ..mailed import Mailbox, send
from .conftest import Pages, asked, cells, go, listen, whole_dollars

RULE = "receivables_jump"
"""A rule that is told to the manager."""
ADDRESS = "ann@practice.example"


@pytest.fixture(autouse=True)
def _nothing_else_is_due(served: Served) -> None:
    served.sql("delete from service.schedules")


@pytest.fixture
def post(pages: Pages, mailbox: tuple[Mailbox, str]) -> Callable[[datetime], Sent]:
    """Send what is due at a moment, to the mailbox."""
    return lambda now: send(pages.site.settings, mailbox[1], now)


def after(served: Served, days: int) -> datetime:
    """Return two minutes past seven (or eight: summer) in New York, days after the newest."""
    made = served.sql("select max(created_at) as at from service.schedules")[0]["at"]
    at: datetime = made.astimezone(UTC) + timedelta(days=days)
    return at.replace(hour=12, minute=2)


def begun(page: Page, **choices: str) -> Locator:
    """Open the form and choose; return it."""
    page.get_by_role("button", name="Send something regularly").click()
    form = page.get_by_role("form", name="Send regularly")
    for label, choice in choices.items():
        form.get_by_role("combobox", name=label.replace("_", " "), exact=True).click()
        page.get_by_role("option", name=choice, exact=True).click()
        expect(form).to_be_visible()
    return form


def kept(page: Page, form: Locator) -> None:
    """Keep what the form says."""
    form.get_by_label(re.compile(r"^To\b")).fill(ADDRESS)
    form.get_by_role("button", name="Keep").click()
    expect(form).to_have_count(0)
    settle(page)


def mailed(page: Page) -> list[list[str]]:
    """Return the lines of what is mailed, cell by cell."""
    rows = page.get_by_role("group", name="What is mailed").locator("tbody tr")
    return [row.locator("td").all_inner_texts() for row in rows.all()]


def file_of(mail: Any) -> tuple[str, bytes]:
    """Return name and content of what is attached to a mail."""
    (part,) = [it for it in mail.walk() if it.get_filename()]
    return part.get_filename(), part.get_payload(decode=True)


def test_the_huddle_is_mailed_each_day_to_known_domains_until_it_is_stopped(
    pages: Pages, served: Served, mailbox: tuple[Mailbox, str], post: Callable[[datetime], Sent]
) -> None:
    box, _ = mailbox
    with pages.open("manager") as page:
        go(page, pages, "reports")
        expect(page.get_by_text("Nothing is mailed.")).to_be_visible()
        form = begun(page, When="Every day")
        expect(form.get_by_label(re.compile(r"^At\b"))).to_have_value("07:00")
        form.get_by_label(re.compile(r"^To\b")).fill("ann@elsewhere.example")
        form.get_by_role("button", name="Keep").click()
        expect(form.get_by_role("alert")).to_contain_text("ENAMEL_API_MAIL_DOMAINS")
        kept(page, form)
        (line,) = mailed(page)
        assert line[:4] == ["The huddle", "Every day, 07:00", ADDRESS, "No"]
        assert not re.search(r"\d", line[4]), "it was not sent yet"
        tomorrow = after(served, 1)
        assert len(post(tomorrow).delivered) == 1
        assert post(tomorrow).delivered == []
        page.reload()
        settle(page)
        (line,) = mailed(page)
        assert re.search(r"\d", line[4]), "when it was sent"
        page.get_by_role("button", name="The huddle: mail no more").click()
        expect(page.get_by_text("Nothing is mailed.")).to_be_visible()
    assert post(tomorrow + timedelta(days=1)) == Sent()
    (mail,) = box.mails
    assert mail["To"] == ADDRESS
    name, content = file_of(mail)
    assert name.startswith("huddle_")
    assert content.startswith(b"%PDF-")


def test_names_are_offered_for_the_huddle_alone_and_to_roles_that_see_them(pages: Pages) -> None:
    with pages.open("manager") as page:
        go(page, pages, "reports")
        form = begun(page)
        names = form.get_by_role("checkbox", name="With names of patients")
        expect(names).not_to_be_checked()
        form.get_by_role("combobox", name="What", exact=True).click()
        page.get_by_role("option", name="The daily close").click()
        expect(names).to_have_count(0)
    with pages.open("analyst") as page:
        go(page, pages, "reports")
        form = begun(page)
        expect(form.get_by_role("combobox", name="What", exact=True)).to_have_text("The huddle")
        expect(form.get_by_role("checkbox")).to_have_count(0)


def test_a_report_is_mailed_on_the_first_of_a_month(
    pages: Pages, served: Served, mailbox: tuple[Mailbox, str], post: Callable[[datetime], Sent]
) -> None:
    box, _ = mailbox
    with pages.open("owner") as page:
        go(page, pages, "reports/new")
        page.get_by_role("combobox", name="Add a figure", exact=True).click()
        page.get_by_role("option", name=re.compile(r"^\w+ Net production$")).click()
        page.get_by_role("textbox", name="Title").fill("Words of the owner")
        page.get_by_role("button", name="Keep and show").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Words of the owner")
        go(page, pages, "reports")
        kept(
            page,
            begun(
                page,
                What="A report of yours",
                Which_report="Words of the owner",
                When="On the first of a month",
            ),
        )
        (line,) = mailed(page)
        assert line[:3] == ["Words of the owner", "On the first of a month, 07:00", ADDRESS]
    # From the 28th on, four days lead into the next month, whatever its length.
    first = (after(served, 0).replace(day=28) + timedelta(days=4)).replace(day=1)
    assert post(first + timedelta(days=1)) == Sent()
    assert len(post(first).delivered) == 1
    (mail,) = box.mails
    assert "Words" not in mail["Subject"], "a subject says nothing of what is within"
    name, content = file_of(mail)
    assert name == "report.xlsx"
    assert content.startswith(b"PK")


@pytest.fixture
def raised(served: Served) -> Any:
    """A rule that is broken, whatever the practice's figures say."""
    found = "select is_raised from marts.rpt_kpi_alerts where alert_rule = %s"
    change = "update marts.rpt_kpi_alerts set is_raised = %s where alert_rule = %s"
    before = served.sql(found, [RULE])[0]["is_raised"]
    served.sql(change, [True, RULE])
    yield
    served.sql(change, [before, RULE])


@pytest.mark.usefixtures("raised")
def test_alerts_are_those_of_the_api_and_lead_to_their_figure(pages: Pages) -> None:
    with pages.open("manager") as page:
        go(page, pages, "alerts")
        seen = listen(page)
        everybody = asked(page, "/alerts", limit=500)
        # The name of a figure is that of its first variant.
        labels = {it["kpi_id"]: it["kpi_label"] for it in reversed(asked(page, "/kpis", limit=500))}
        for title, is_raised in (("Raised", True), ("Quiet", False)):
            lines = page.get_by_role("region", name=title, exact=True).get_by_role("listitem")
            meant = [it for it in everybody if it["is_raised"] == is_raised]
            expect(lines).to_have_count(len(meant))
            for line, rule in zip(lines.all(), meant, strict=True):
                expect(line.get_by_role("link")).to_have_text(labels[rule["kpi_id"]])
                expect(line).to_contain_text(rule["alert_reason"])
                if rule["alert_rule"] == RULE:
                    expect(line.locator("b")).to_have_text(whole_dollars(rule["kpi_value"]))
        page.get_by_role("button", name="For my role").click()
        expect(page).to_have_url(re.compile("whose=mine"))
        mine = [it for it in everybody if it["told_role"] == "manager"]
        assert 0 < len(mine) < len(everybody)
        expect(page.locator("main").get_by_role("listitem")).to_have_count(len(mine))
        rule = next(it for it in mine if it["alert_rule"] == RULE)
        page.get_by_role("link", name=labels[rule["kpi_id"]]).click()
        expect(page).to_have_url(re.compile(f"/figures/{rule['kpi_id']}"))
        expect(page.get_by_role("heading", level=1)).to_have_text(labels[rule["kpi_id"]])
        settle(page)
        assert not seen.errors


@pytest.mark.usefixtures("raised")
def test_an_alert_is_mailed_once(
    pages: Pages, served: Served, mailbox: tuple[Mailbox, str], post: Callable[[datetime], Sent]
) -> None:
    box, _ = mailbox
    with pages.open("manager") as page:
        go(page, pages, "reports")
        kept(page, begun(page, What="Alerts", When="Every day"))
        rules = asked(page, "/alerts", raised="true", mine="true")
        assert RULE in {it["alert_rule"] for it in rules}
        assert len(post(after(served, 1)).delivered) == 1
        assert len(post(after(served, 2)).silent) == 1
        page.reload()
        settle(page)
        assert cells(page, "What is mailed", 1) == ["Alerts"]
    (mail,) = box.mails
    assert mail["Subject"] == f"{len(rules)} key figures to look at"
    text = mail.get_payload(decode=True).decode()
    assert all(it["alert_reason"] in text for it in rules)
