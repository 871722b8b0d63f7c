"""Every page, as a role that is led to it: it answers, keeps nobody out, keeps no secret."""

import re

import pytest
from enamel.dashboard.pictures import settle
from enamel_api.routers.worklists import Worklist
from harness import ROOT
from playwright.sync_api import expect

from ..conftest import ROLES
from .conftest import CONTRAST, RULES, WIDTHS, Pages, go, listen, picture, wrong_in
from .places import PLACES

SOURCE = ROOT / "analyze/dashboard/src/shell/places.ts"


def test_no_page_is_forgotten_here() -> None:
    declared = re.findall(
        r'^    path: "/([^"]*)"', SOURCE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(declared) == sorted({re.split("[/?]", path)[0] for path in PLACES})


def test_figures_lead_to_rows_that_there_are() -> None:
    text = (SOURCE.parent / "rows.ts").read_text(encoding="utf-8")
    known = (ROOT / "transform/seeds/kpi_definitions.csv").read_text(encoding="utf-8")
    figures = re.findall(r"^  (\w+): (?:\{ path|[A-Z])", text, re.MULTILINE)
    assert figures
    assert {*figures} <= {line.split(",")[0] for line in known.splitlines()}
    assert {*re.findall(r'"/worklists/(\w+)"', text)} <= {*Worklist}


@pytest.mark.parametrize("path", PLACES)
def test_a_page_answers_keeps_nobody_out_and_nothing_and_fits(
    pages: Pages, axe: str, path: str
) -> None:
    name = re.sub(r"\W", "_", path) or "home"
    with pages.open(PLACES[path]) as page:
        seen = listen(page)
        go(page, pages, path)
        assert not page.get_by_role("alert").all_inner_texts()
        # Colours differ between the two schemes, and nothing else does.
        for scheme, rules in (("light", RULES), ("dark", CONTRAST)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            expect(page.locator(f"html[data-scheme={scheme}]")).to_be_attached()
            wrong = wrong_in(page, axe, rules)
            assert not wrong, "\n".join([scheme, *wrong])
            picture(page, f"{name}-{scheme}")
        page.emulate_media(color_scheme="light")
        # 390 points are a phone, or a desk at 300 %.
        for size in ("wide", "phone"):
            width, height = WIDTHS[size]
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_function("width => innerWidth === width", arg=width)
            settle(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size
            picture(page, f"{name}-{size}")
        kept = dict(page.evaluate("Object.entries(localStorage)"))
        assert not seen.errors
        assert seen.answers
        for answer in seen.answers:
            assert answer.status < 400, f"{answer.status} {answer.url}"
            assert answer.url.startswith(pages.address.removesuffix("app/")), "another server"
            assert not re.search(r"patient_?id", answer.url, re.IGNORECASE), answer.url
            if "/app/" not in answer.url:
                assert answer.headers["cache-control"] == "no-store", answer.url
        assert kept.keys() <= {"enamel-preferences", "mui-mode"}
        assert not re.search(r"\d{3,}", str(kept)), "a preference is a word or a few minutes"


@pytest.mark.parametrize("role", ROLES)
def test_home_is_for_every_role(pages: Pages, role: str) -> None:
    with pages.open(role) as page:
        seen = listen(page)
        go(page, pages, "")
        assert not [f"{it.status} {it.url}" for it in seen.answers if it.status >= 400]
        assert not seen.errors
        picture(page, f"home-{role}")
