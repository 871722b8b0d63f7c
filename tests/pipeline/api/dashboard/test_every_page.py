"""Every page, as a role that is led to it: it answers, keeps nobody out, keeps no secret."""

import re

import pytest
from harness import ROOT

from ..conftest import ROLES
from .conftest import Pages, listen, picture, settle
from .places import PLACES

SOURCE = ROOT / "analyze/dashboard/src/shell/places.ts"
# Rules of WCAG 2.2 up to AA, and those that axe's authors call best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def test_no_page_is_forgotten_here() -> None:
    declared = re.findall(
        r'^    path: "/([^"]*)"', SOURCE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(declared) == sorted({re.split("[/?]", path)[0] for path in PLACES})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PLACES)
def test_a_page_answers_and_keeps_nobody_out(
    pages: Pages, axe: str, path: str, scheme: str
) -> None:
    with pages.open(PLACES[path], color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        seen = listen(page)
        page.goto(pages.address + path)
        page.get_by_role("heading", level=1).wait_for()
        settle(page)
        assert not [it for it in seen.answers if it.status >= 400], "an answer was refused"
        assert not seen.errors
        assert not page.get_by_role("alert").all_inner_texts()
        page.evaluate(axe)
        found = page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
        )
        wrong = [
            f"{it['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
            for it in found["violations"]
            for node in it["nodes"]
        ]
        assert not wrong, "\n".join(wrong)
        picture(page, f"{path.strip('/').replace('/', '_') or 'home'}-{scheme}-desk")


@pytest.mark.parametrize("path", PLACES)
def test_a_page_fits_a_phone_and_a_wide_screen(pages: Pages, path: str) -> None:
    with pages.open(PLACES[path], "phone") as context:
        page = context.new_page()
        page.goto(pages.address + path)
        page.get_by_role("heading", level=1).wait_for()
        settle(page)
        # 390 points are a phone, or a desk at 300 %.
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            "it scrolls aside"
        )
        picture(page, f"{path.strip('/').replace('/', '_') or 'home'}-light-phone")
        page.set_viewport_size({"width": 1920, "height": 1080})
        settle(page)
        picture(page, f"{path.strip('/').replace('/', '_') or 'home'}-light-wide")


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
