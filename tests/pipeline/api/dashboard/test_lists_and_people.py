"""Claims, patients, chairs, providers and reports: filter, drill, export, names, own rows."""

import re

from enamel.dashboard.pictures import settle
from playwright.sync_api import expect

from ..conftest import Served
from .conftest import Pages, asked, cells, go, whole_dollars


def money(value: str) -> str:
    """Write an amount as the pages do in the test's locale."""
    return f"${float(value):,.2f}"


def test_claims_are_filtered_drilled_and_are_the_api_s(pages: Pages) -> None:
    with pages.open("billing") as page:
        go(page, pages, "insurance")
        rows = asked(page, "/reports/claims-outstanding/", limit=100)
        shown = cells(page, "Claims sent and not answered, row by row", 10)
        assert shown == [money(row["insurance_estimate_amount"]) for row in rows]
        bucket = rows[-1]["age_bucket"]
        ages = page.get_by_role("group", name="Days out")
        with page.expect_response(re.compile("claims-outstanding.*age=")):
            named = bucket.replace("-", " to ").capitalize()
            ages.get_by_role("button", name=named, exact=True).click()
        settle(page)
        assert f"age={bucket.replace(' ', '+')}" in page.url
        assert cells(page, "Claims sent and not answered, row by row", 10) == [
            money(row["insurance_estimate_amount"]) for row in rows if row["age_bucket"] == bucket
        ]
        # A carrier of the chart's table leads to its claims, and the address says so.
        page.get_by_role("button", name=re.compile("by carrier.*show as table", re.I)).click()
        twin = page.get_by_role("group", name=re.compile("Expected from insurance by carrier"))
        carriers = asked(page, "/reports/insurance-carriers/", limit=10)
        expect(twin.locator("tbody td:nth-child(1)")).to_have_text(
            [row["carrier_name"] for row in carriers]
        )
        twin.locator("tbody tr").first.focus()
        with page.expect_response(re.compile("claims-outstanding.*carrier=")):
            page.keyboard.press("Enter")
        settle(page)
        assert f"payer={carriers[0]['carrier_id']}" in page.url
        page.reload()
        settle(page)
        names = cells(page, "Claims sent and not answered, row by row", 2)
        assert set(names) <= {carriers[0]["carrier_name"]}


def test_a_list_of_patients_is_exported_with_its_reason(pages: Pages, served: Served) -> None:
    with pages.open("billing") as page:
        go(page, pages, "insurance?view=unbilled")
        page.get_by_role("region", name="Claims made and not sent", exact=True).get_by_role(
            "button", name="Export"
        ).click()
        page.get_by_role("combobox", name="As", exact=True).click()
        page.get_by_role("option", name="CSV").click()
        page.get_by_role("combobox", name="What for", exact=True).click()
        page.get_by_role("option", name="Billing").click()
        with page.expect_download() as taken:
            page.get_by_role("button", name="Save file").click()
        lines = taken.value.path().read_text("utf-8-sig").splitlines()
        rows = served.sql("select count(*) as n from marts.rpt_claims_not_sent")
        assert len(lines) == rows[0]["n"] + 1
    entry = served.sql(
        "select filter ->> 'reason' as reason, export_hash from service.audit_log"
        " where endpoint = '/exports/claims_not_sent' order by entry_id desc limit 1"
    )[0]
    assert entry["reason"] == "billing"
    assert entry["export_hash"]


def test_names_are_shown_on_request_and_each_look_is_written_down(
    pages: Pages, served: Served
) -> None:
    with pages.open("front_desk") as page:
        go(page, pages, "patients")
        keys = cells(page, "List, row by row", 1)
        assert all(it.isdigit() for it in keys)
        page.get_by_role("button", name="Show names").click()
        # While a menu is open, all else counts as hidden: its being gone says nothing yet.
        with page.expect_response("**/patients/names"):
            page.get_by_role("menuitem", name="Calling and writing to patients").click()
        expect(page.get_by_role("group", name="List, row by row")).to_be_visible()
        expect(page.get_by_role("button", name="Show names")).to_have_count(0)
        named = cells(page, "List, row by row", 1)
        assert len(named) == len(keys)
        assert not any(it.isdigit() for it in named)
        look = served.sql(
            "select filter ->> 'purpose' as purpose, patient_ids, identifier_classes"
            " from service.audit_log where endpoint = '/patients/names'"
            " and role = 'enamel_front_desk' order by entry_id desc limit 1"
        )[0]
        assert look["purpose"] == "outreach"
        assert "name" in look["identifier_classes"]
        assert {str(it) for it in look["patient_ids"]} == set(keys)
        # One of them: nothing of the patient stands in the address.
        page.get_by_role("group", name="List, row by row").locator("tbody tr").first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Patient {keys[0]}")
        settle(page)
        assert page.url.split("?")[0].endswith("/app/patients")
        assert keys[0] not in page.url.removeprefix(pages.address)
        page.get_by_role("button", name="Show", exact=True).click()
        page.get_by_role("menuitem", name="Treatment", exact=True).click()
        expect(page.get_by_text("This look was written down.")).to_be_visible()
    entry = served.sql(
        "select filter ->> 'purpose' as purpose, patient_ids from service.audit_log"
        " where endpoint = '/patients/contact' order by entry_id desc limit 1"
    )[0]
    assert entry == {"purpose": "treatment", "patient_ids": [int(keys[0])]}


def test_somebody_is_looked_up_and_their_account_adds_up(pages: Pages, served: Served) -> None:
    who = served.sql(
        "select pat.patient_id, pat.last_name, age.balance_total_amount::text as balance"
        " from identity.named_patients as pat inner join marts.rpt_ar_aging as age"
        " on pat.patient_id = age.guarantor_id where age.is_today"
        " and age.balance_total_amount > 0 order by pat.patient_id limit 1"
    )[0]
    with pages.open("billing") as page:
        go(page, pages, "patients")
        page.get_by_label("Last name").fill(who["last_name"])
        page.get_by_label("Number").fill(str(who["patient_id"]))
        page.get_by_role("button", name="Look up").click()
        found = page.get_by_role("group", name="People found").locator("tbody tr")
        expect(found).to_have_count(1)
        found.first.click()
        settle(page)
        owes = page.get_by_role("region", name="The family owes", exact=True)
        expect(owes).to_contain_text(money(who["balance"]))
        assert who["last_name"] not in page.url


def test_the_book_is_that_of_the_day_and_goes_on(pages: Pages) -> None:
    with pages.open("front_desk") as page:
        go(page, pages, "appointments?day=2026-07-14")
        rows = asked(
            page,
            "/appointments/",
            **{"from": "2026-07-14", "to": "2026-07-14", "limit": 500},
        )
        assert rows
        table = page.get_by_role("group", name="Appointments", exact=True)
        expect(table.locator("tbody tr")).to_have_count(len(rows))
        page.get_by_role("button", name="The day after").click()
        expect(page.get_by_role("textbox", name="Day", exact=True)).to_have_value("2026-07-15")
        page.get_by_role("button", name="Week", exact=True).click()
        expect(page).to_have_url(re.compile("span=week"))
        settle(page)
        assert not page.get_by_role("alert").all_inner_texts()


def test_whoever_sees_own_rows_sees_their_own_work(pages: Pages, served: Served) -> None:
    own = served.sql(
        "select provider_abbreviation as name from marts.dim_providers where provider_id = %s",
        [served.providers["provider"]],
    )[0]["name"]
    with pages.open("provider") as page:
        go(page, pages, "providers")
        assert cells(page, "Your scorecard, row by row", 1) == [own]
        expect(page.get_by_role("combobox", name="Provider")).to_have_count(0)
        rows = asked(page, "/reports/provider-months/", **{"from": "2026-01-01"})
        assert rows


def test_a_report_is_composed_kept_looked_at_and_deleted(pages: Pages) -> None:
    with pages.open("manager") as page:
        go(page, pages, "reports/new")
        for figure in ("Net production", "No-shows"):
            page.get_by_role("combobox", name="Add a figure", exact=True).click()
            page.get_by_role("option", name=re.compile(rf"^\w+ {figure}$")).click()
        page.get_by_role("textbox", name="Title").fill("Month in two figures")
        page.get_by_role("combobox", name="Drawn as", exact=True).click()
        page.get_by_role("option", name="Table").click()
        page.get_by_role("button", name="Keep and show").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Month in two figures")
        settle(page)
        shown = cells(page, "Net production, period by period", 2)
        report = page.url.rsplit("/", 1)[1]
        answer = asked(page, f"/own-reports/{report}/answer")
        values = [it["value"] for it in answer if it["kpi_id"] == "net_production"]
        assert shown == [whole_dollars(it) for it in values]
        with page.expect_download() as taken:
            page.get_by_role("button", name="CSV").click()
        assert taken.value.path().stat().st_size > 100
        page.get_by_role("button", name="Delete").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Own reports")
        settle(page)
        expect(page.get_by_text("Month in two figures")).to_have_count(0)


def test_a_month_end_that_moved_leads_to_the_lines_between(pages: Pages, served: Served) -> None:
    # Nothing was edited since the practice of the session was first seen closed: one is planted.
    plant = served.sql(
        "select bal.as_of_date, bal.clinic_id, lines.ledger_entry_id, lines.guarantor_id"
        " from marts.rpt_balance_restatements as bal"
        " inner join history.closed_month_balance_versions as fam"
        " on fam.as_of_date = bal.as_of_date and coalesce(fam.clinic_id, 0) = bal.clinic_id"
        " inner join history.closed_month_entry_versions as lines"
        " on lines.guarantor_id = fam.guarantor_id and lines.counted_date <= bal.as_of_date"
        " order by bal.as_of_date desc, lines.ledger_entry_id limit 1"
    )[0]
    served.sql(
        "update marts.rpt_balance_restatements set is_restated = true, restated_family_count = 1,"
        " difference_amount = 12.34,"
        " current_balance_total_amount = current_balance_total_amount + 12.34"
        " where as_of_date = %(as_of_date)s and clinic_id = %(clinic_id)s",
        plant,
    )
    served.sql(
        "insert into marts.rpt_balance_restatement_causes (as_of_date, ledger_entry_id,"
        " guarantor_id, patient_id, source_id, clinic_id, source_table, entry_type,"
        " balance_change_type, frozen_amount, current_amount, difference_amount, frozen_date,"
        " _built_at) values (%(as_of_date)s, %(ledger_entry_id)s, %(guarantor_id)s,"
        " %(guarantor_id)s, 1, %(clinic_id)s, 'adjustment', 'adjustment', 'added', 0, 12.34,"
        " 12.34, %(as_of_date)s, now())",
        plant,
    )
    try:
        with pages.open("billing") as page:
            go(page, pages, "data")
            ends = asked(page, "/restatements/balances", changed="true")
            assert [row["difference_amount"] for row in ends] == ["12.34"]
            shown = page.get_by_role("group", name="Month-ends that moved, row by row")
            assert cells(page, "Month-ends that moved, row by row", 3) == [
                money(row["current_balance_total_amount"]) for row in ends
            ]
            with page.expect_response(re.compile("restatements/balances/causes")):
                shown.locator("tbody tr").first.click()
            settle(page)
            assert f"month_end={plant['as_of_date']}" in page.url
            lines = page.get_by_role("group", name=re.compile("Lines that moved the end of"))
            assert lines.locator("tbody td:nth-child(6)").all_inner_texts() == ["$12.34"]
    finally:
        served.sql(
            "delete from marts.rpt_balance_restatement_causes"
            " where as_of_date = %(as_of_date)s and ledger_entry_id = %(ledger_entry_id)s"
            " and guarantor_id = %(guarantor_id)s",
            plant,
        )
        served.sql(
            "update marts.rpt_balance_restatements set is_restated = false,"
            " restated_family_count = 0, difference_amount = 0,"
            " current_balance_total_amount = current_balance_total_amount - 12.34"
            " where as_of_date = %(as_of_date)s and clinic_id = %(clinic_id)s",
            plant,
        )
