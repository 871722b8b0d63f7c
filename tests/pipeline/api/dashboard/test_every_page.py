"""Every page, as a role that is led to it: it answers, keeps nobody out, keeps no secret."""

import re

import pytest
from harness import ROOT
from playwright.sync_api import Page, expect

from ..conftest import ROLES
from .conftest import WIDTHS, Pages, listen, picture, settle
from .places import PLACES

SOURCE = ROOT / "analyze/dashboard/src/shell/places.ts"
# Rules of WCAG 2.2 up to AA, and those that axe's authors call best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def test_no_page_is_forgotten_here() -> None:
    declared = re.findall(
        r'^    path: "/([^"]*)"', SOURCE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(declared) == sorted({re.split("[/?]", path)[0] for path in PLACES})


def wrong_in(page: Page, axe: str) -> list[str]:
    """Return what keeps people out of the page as it is shown now."""
    page.evaluate(axe)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
    )
    return [
        f"{it['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for it in found["violations"]
        for node in it["nodes"]
    ]


@pytest.mark.parametrize("path", PLACES)
def test_a_page_answers_keeps_nobody_out_and_fits(pages: Pages, axe: str, path: str) -> None:
    name = re.sub(r"\W", "_", path) or "home"
    with pages.open(PLACES[path], reduced_motion="reduce") as context:
        page = context.new_page()
        seen = listen(page)
        page.goto(pages.address + path)
        page.get_by_role("heading", level=1).wait_for()
        settle(page)
        assert not [f"{it.status} {it.url}" for it in seen.answers if it.status >= 400]
        assert not page.get_by_role("alert").all_inner_texts()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            expect(page.locator(f"html[data-scheme={scheme}]")).to_be_attached()
            wrong = wrong_in(page, axe)
            assert not wrong, "\n".join([scheme, *wrong])
            picture(page, f"{name}-{scheme}")
        page.emulate_media(color_scheme="light")
        # 390 points are a phone, or a desk at 300 %.
        for size in ("wide", "phone"):
            width, height = WIDTHS[size]
            page.set_viewport_size({"width": width, "height": height})
            settle(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size
            picture(page, f"{name}-{size}")
        assert not seen.errors


@pytest.mark.parametrize("role", ROLES)
def test_home_is_for_every_role(pages: Pages, role: str) -> None:
    with pages.open(role) as context:
        page = context.new_page()
        seen = listen(page)
        page.goto(pages.address)
        page.get_by_role("heading", level=1).wait_for()
        settle(page)
        assert not [f"{it.status} {it.url}" for it in seen.answers if it.status >= 400]
        assert not seen.errors
        picture(page, f"home-{role}")


def test_nothing_is_kept_on_disk_and_no_patient_stands_in_an_address(pages: Pages) -> None:
    with pages.open("owner") as context:
        page = context.new_page()
        seen = listen(page)
        for path in PLACES:
            page.goto(pages.address + path)
            page.get_by_role("heading", level=1).wait_for()
            settle(page)
        for answer in seen.answers:
            if "/app/" not in answer.url:
                assert answer.headers["cache-control"] == "no-store", answer.url
        assert not [it.url for it in seen.asked if re.search(r"patient_?id", it.url, re.IGNORECASE)]
        assert not [it.url for it in seen.asked if not it.url.startswith(pages.address[:-4])]
        kept = page.evaluate("JSON.stringify(localStorage)")
        assert set(page.evaluate("Object.keys(localStorage)")) <= {"enamel-preferences", "mui-mode"}
        assert not re.search(r"\d{3,}", kept), "a preference is a word or a few minutes"
