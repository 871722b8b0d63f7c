"""What people do on the pages: sign in, filter, drill, log, sign, take along, print."""

import re
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from enamel.dashboard.pictures import settle
from playwright.sync_api import expect

from ..conftest import Served
from .conftest import RULES, Pages, go, sign_in, wrong_in


def test_nobody_comes_in_without_a_password_and_everybody_gets_out(pages: Pages, axe: str) -> None:
    with closing(pages.context()) as context:
        page = context.new_page()
        page.goto(pages.address + "aging?clinic=1")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        assert not wrong_in(page, axe, RULES)
        sign_in(page, "owner", "not the password")
        expect(page.get_by_role("alert")).to_contain_text("Name or password is wrong")
        sign_in(page, "owner", pages.site.passwords["owner"])
        # Where one wanted to go, with what one had chosen.
        expect(page.get_by_role("heading", level=1)).to_have_text("AR aging")
        assert page.url.endswith("aging?clinic=1")
        page.get_by_role("button", name="owner.test").click()
        page.get_by_role("menuitem", name="Sign out").click()
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        assert not [it for it in context.cookies() if it["name"] == "enamel_session"]


def test_the_door_shows_the_way_by_the_practice_s_own_account_where_there_is_one(
    pages: Pages,
) -> None:
    with closing(pages.context()) as context:
        page = context.new_page()
        way = page.get_by_role("link", name="Sign in with the practice's account")
        with page.expect_response("**/session/ways") as answer:
            page.goto(pages.address)
        assert answer.value.json() == {"password": True, "oidc": False}
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        expect(way).to_have_count(0)
        # The same door before an API that has an identity provider.
        page.route("**/session/ways", lambda it: it.fulfill(json={"password": True, "oidc": True}))
        page.reload()
        expect(way).to_have_attribute("href", "/session/oidc")


def test_a_tile_says_what_the_api_says_in_any_period_and_variant(
    pages: Pages, served: Served
) -> None:
    asked = "from=2026-01-01&to=2026-03-31"
    with served.client("owner") as client, pages.open("owner") as page:
        for variant in ("", ":claim_date"):
            tile = client.get(f"/tiles?kpis=net_production{variant}&{asked}").json()["data"][0]
            months = client.get(
                f"/kpis/net_production?{asked}" + variant.replace(":", "&variant=")
            ).json()["data"]
            assert Decimal(tile["value"]) == sum(Decimal(it["value"]) for it in months)
            named = variant.replace(":", "&variants=net_production:")
            go(page, pages, f"?{asked}{named}")
            shown = page.locator("[data-kpi=net_production]")
            assert Decimal(shown.get_attribute("data-value") or "0") == Decimal(tile["value"])
            digits = re.sub(r"[^\d-]", "", shown.inner_text())
            assert abs(Decimal(digits) - Decimal(tile["value"])) <= Decimal("0.5")


def test_a_comparison_is_computed(served: Served) -> None:
    with served.client("owner") as client:
        for period, before in (
            ("from=2026-02-01&to=2026-02-28", "from=2026-01-01&to=2026-01-31"),
            ("from=2026-03-01&to=2026-03-10", "from=2026-02-01&to=2026-02-10"),
            ("from=2026-03-05&to=2026-03-11", "from=2026-02-26&to=2026-03-04"),
            ("compare=year&from=2026-03-05&to=2026-03-11", "from=2025-03-05&to=2025-03-11"),
        ):
            ask = "/tiles?kpis=total_collections,new_patients,ar_total"
            now = client.get(f"{ask}&{period}").json()["data"]
            then = client.get(f"{ask}&{before}").json()["data"]
            assert [it["previous_value"] for it in now] == [it["value"] for it in then]
            assert all(it["tie"] == "unchecked" or it["tie_reports"] for it in now)
            for it in now:
                if it["value"] is not None and it["previous_value"] is not None:
                    assert Decimal(it["change_value"]) == Decimal(it["value"]) - Decimal(
                        it["previous_value"]
                    )


def test_a_filter_goes_into_the_address_and_along_to_the_next_page(pages: Pages) -> None:
    with pages.open("owner") as page:
        go(page, pages, "revenue")
        page.get_by_label("Period").click()
        page.get_by_role("option", name="Last month").click()
        expect(page).to_have_url(re.compile(r"period=last-month"))
        page.get_by_role("link", name="AR aging").click()
        expect(page).to_have_url(re.compile(r"aging\?period=last-month"))
        expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_a_chart_has_a_twin_whose_rows_lead_on_by_keyboard(pages: Pages) -> None:
    with pages.open("owner") as page:
        go(page, pages, "revenue")
        name = "Production, net production and collections"
        page.get_by_role("button", name=f"{name}: show as table").click()
        row = page.get_by_role("group", name=name).locator("tbody tr")
        row.first.focus()
        page.keyboard.press("ArrowDown")
        expect(row.nth(1)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"from=\d{4}-\d\d-01&to=\d{4}-\d\d-\d\d"))


def test_an_outcome_is_logged_and_comes_back(pages: Pages) -> None:
    with pages.open("front_desk") as page:
        go(page, pages, "worklists/overdue_hygiene")
        page.locator("tbody").get_by_role("button", name="Log").first.click()
        panel = page.get_by_role("dialog", name="Log what came of it")
        who = panel.get_by_role("heading", level=2).inner_text()
        assert "," in who, "the front desk sees names"
        panel.get_by_role("button", name="Show how to reach them").click()
        panel.get_by_role("combobox", name="What came of it").click()
        page.get_by_role("option", name="Put off").click()
        panel.get_by_role("combobox", name="In whose hands").click()
        page.get_by_role("option", name="billing.test").click()
        panel.get_by_label("Note").fill("asked to be called in the morning")
        panel.get_by_role("button", name="Save").click()
        expect(panel).to_be_hidden()
        settle(page)
        # It was put off, so it is not to be done now.
        assert who not in page.get_by_role("table").inner_text()
        page.get_by_role("button", name="All", exact=True).click()
        line = page.get_by_role("row").filter(has_text=who).first
        expect(line).to_contain_text("Snoozed")
        expect(line).to_contain_text("billing.test")
        line.get_by_role("button", name="Log").click()
        expect(panel).to_contain_text("asked to be called in the morning")


def test_a_list_is_taken_along_with_a_reason(pages: Pages, tmp_path: Path) -> None:
    with pages.open("billing") as page:
        go(page, pages, "worklists/outstanding_claims")
        page.get_by_role("button", name="Export").click()
        page.get_by_label("As", exact=True).click()
        page.get_by_role("option", name="CSV").click()
        page.get_by_label("What for").click()
        page.get_by_role("option", name="Billing").click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Save file").click()
        file = tmp_path / "list.csv"
        waiting.value.save_as(file)
        assert "item_key" in file.read_text(encoding="utf-8-sig").splitlines()[0]


def test_a_day_is_signed_and_says_so(pages: Pages, served: Served) -> None:
    day = served.sql("select max(report_date) as day from marts.rpt_daily_close")[0]["day"]
    with pages.open("manager") as page:
        go(page, pages, f"close/{day}")
        page.get_by_role("button", name="Sign the day").click()
        page.get_by_label("Note").fill("looked at it")
        page.get_by_role("button", name="Sign", exact=True).click()
        expect(page.get_by_text("Signed by manager.test")).to_be_visible()
        expect(page.get_by_text("Nothing has changed since.")).to_be_visible()


def test_the_huddle_fits_on_one_sheet(pages: Pages, served: Served) -> None:
    # The fullest day of an office: several offices are not talked about in one meeting.
    fullest = served.sql(
        "select scheduled_date, clinic_id from marts.rpt_huddle"
        " group by scheduled_date, clinic_id order by count(*) desc limit 1"
    )[0]
    with pages.open("front_desk") as page:
        go(page, pages, f"huddle/{fullest['scheduled_date']}?clinic={fullest['clinic_id']}")
        paper = page.pdf(format="Letter", landscape=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1


def test_a_page_hides_itself_from_whoever_passes_by(pages: Pages) -> None:
    # The clock is that of the whole context.
    with closing(pages.signed_in("owner")) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(pages.address)
        page.get_by_role("heading", level=1).wait_for()
        page.clock.fast_forward("06:00")
        hidden = page.get_by_role("dialog", name="The page is hidden")
        expect(hidden).to_be_visible()
        assert "blur" in page.locator("#root").evaluate("it => getComputedStyle(it).filter")
        page.keyboard.press("Enter")
        expect(hidden).to_be_hidden()


def test_a_role_is_told_what_it_may_not_see(pages: Pages) -> None:
    with pages.open("front_desk") as page:
        page.goto(pages.address + "revenue")
        expect(page.get_by_text("does not include this").first).to_be_visible()
