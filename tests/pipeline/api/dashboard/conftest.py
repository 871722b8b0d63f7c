"""A browser before the pages, signed in as one role after another."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from enamel.dashboard import build as building
from enamel.dashboard.pictures import opened, settle
from enamel_api import people
from enamel_api.settings import Settings
from harness import ROOT
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Request,
    Response,
    expect,
)

from ..conftest import ROLES, Served

# Pictures of the pages are kept where this names a folder, to be looked at.
PICTURES = os.environ.get("ENAMEL_PICTURES")
# So long is a state waited for, in milliseconds: on a machine that does other things besides.
PATIENCE = 60_000
# Rules of WCAG 2.2 up to AA, and those that axe's authors call best practice.
RULES: dict[str, object] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}
CONTRAST: dict[str, object] = {"runOnly": ["color-contrast"]}
WIDTHS = {"phone": (390, 844), "desk": (1280, 800), "wide": (1920, 1080)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("browser")


@dataclass(frozen=True)
class Site:
    """Where the pages are served, and the password of each role's person."""

    address: str
    passwords: dict[str, str]
    settings: Settings


@dataclass
class Pages:
    """The served pages, and who may sign in to them: one browser, one context per role."""

    site: Site
    browser: Browser
    contexts: dict[str, BrowserContext] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where the pages begin, with a slash at the end."""
        return self.site.address

    @contextmanager
    def open(self, role: str) -> Iterator[Page]:
        """Give an empty page of somebody who is signed in; who they are is asked once per role.

        Pages of a role share cookies and what the browser keeps, as tabs do.
        """
        if role not in self.contexts:
            self.contexts[role] = self.signed_in(role)
        page = self.contexts[role].new_page()
        try:
            yield page
        finally:
            page.close()

    def signed_in(self, role: str) -> BrowserContext:
        """Return a context of its own, for tests that change what pages share."""
        context = self.context()
        page = context.new_page()
        page.goto(self.address)
        sign_in(page, role, self.site.passwords[role])
        page.get_by_role("navigation").first.wait_for(state="attached")
        page.close()
        return context

    def context(self) -> BrowserContext:
        """Return the context of somebody who has not come in yet."""
        width, height = WIDTHS["desk"]
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, locale="en-US", reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        return context


def sign_in(page: Page, role: str, password: str) -> None:
    """Fill in the form."""
    page.get_by_label("Name").fill(f"{role}.test")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def go(page: Page, pages: Pages, path: str) -> None:
    """Open a page and wait until it is there."""
    page.goto(pages.address + path)
    settle(page)


def asked(page: Page, path: str, **query: Any) -> list[dict[str, Any]]:
    """Return what the API answers to whoever is signed in on this page."""
    status, answer = page.evaluate(
        "address => fetch(address).then(async it => [it.status, await it.json()])",
        f"{path}?{urlencode(query)}",
    )
    assert status == 200, answer
    rows: list[dict[str, Any]] = answer["data"]
    return rows


def whole_dollars(value: str) -> str:
    """Write an amount without cents as the pages do: a half goes away from zero."""
    dollars = Decimal(value).quantize(Decimal(1), ROUND_HALF_UP)
    return f"${dollars:,}".replace("$-", "-$")


def cells(page: Page, label: str, column: int) -> list[str]:
    """Return the words of one column of a table."""
    return (
        page.get_by_role("group", name=label)
        .locator(f"tbody td:nth-child({column})")
        .all_inner_texts()
    )


@pytest.fixture(scope="session")
def built() -> Path:
    """The pages, built if anything has changed, with what checks them beside."""
    building.tools(ROOT)
    building.build(ROOT)
    return ROOT / building.FOLDER


@pytest.fixture(scope="session")
def axe(built: Path) -> str:
    """The script that looks for what keeps people out."""
    return (built / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def site(built: Path, served: Served, settings: Settings, serve: Callable[[Settings], str]) -> Site:
    """API and pages on a free port, somebody of every role, and time for slow machines."""
    passwords = {}
    for role in ROLES:
        passwords[role] = secrets.token_urlsafe(12)
        people.create_user(f"{role}.test", role, served.providers.get(role), passwords[role])
    generous = replace(
        settings,
        person_per_minute=100_000,
        person_per_hour=1_000_000,
        statement_seconds=PATIENCE / 1000,
        request_seconds=PATIENCE / 1000,
        mail_domains=("practice.example",),
    )
    return Site(f"{serve(generous)}/app/", passwords, generous)


# Playwright runs an event loop in this thread for as long as it is open, and whoever comes later
# may want one: so a browser ends with its file, and not with the session.
@pytest.fixture(scope="module")
def pages(site: Site) -> Iterator[Pages]:
    """The pages in a browser of this file."""
    expect.set_options(timeout=PATIENCE)
    with opened(ROOT) as browser:
        yield Pages(site, browser)


@dataclass
class Seen:
    """What a page did that nobody looks at: words on its console, answers, addresses."""

    errors: list[str]
    answers: list[Response]
    asked: list[Request]


def listen(page: Page) -> Seen:
    """Note what goes wrong out of sight."""
    seen = Seen([], [], [])
    page.on("console", lambda it: seen.errors.append(it.text) if it.type == "error" else None)
    page.on("pageerror", lambda it: seen.errors.append(str(it)))
    page.on("response", lambda it: seen.answers.append(it))
    page.on("request", lambda it: seen.asked.append(it))
    return seen


def wrong_in(page: Page, axe: str, rules: dict[str, object]) -> list[str]:
    """Return what keeps people out of the page as it is shown now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found = page.evaluate(
        "rules => axe.run(document, {...rules, resultTypes: ['violations']})", rules
    )
    return [
        f"{it['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for it in found["violations"]
        for node in it["nodes"]
    ]


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page, where a folder for it was named."""
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
