"""How soon the demo's pages can be used, beside the same browser opening one small image."""

import argparse
import statistics
import sys
from pathlib import Path

from enamel.dashboard import pictures
from playwright.sync_api import Browser, Page, StorageState

ROOT = Path(__file__).parents[3]
PATHS = ("", "huddle", "revenue", "aging", "insurance", "appointments", "data")
TARGET_MS = 1500
USABLE = "main h1"
# The server's smallest answer: what the browser and the way to the server take by themselves.
FLOOR = "mark.svg"


def times_of(page: Page, address: str, usable: str | None) -> float:
    """Return milliseconds from asking for an address until the page can be used."""
    page.goto(address, wait_until="commit")
    if usable:
        page.locator(usable).wait_for()
    else:
        page.wait_for_load_state("load")
    return float(page.evaluate("performance.now()"))


def measured(browser: Browser, state: StorageState, address: str, times: int) -> list[float]:
    """Return milliseconds of first visits, nothing cached."""
    taken = []
    for _ in range(times):
        context = browser.new_context(storage_state=state, reduced_motion="reduce")
        usable = None if address.endswith(FLOOR) else USABLE
        taken.append(times_of(context.new_page(), address, usable))
        context.close()
    return taken


def main(arguments: list[str]) -> None:
    """Measure and print one line per page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=7, help="first visits of each page")
    asked = parser.parse_args(arguments)
    address, people = pictures.demo(ROOT)
    with pictures.opened(ROOT) as browser:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        pictures.sign_in(page, *people["owner"])
        page.locator(USABLE).wait_for()
        state = context.storage_state()
        floor = statistics.median(measured(browser, state, address + FLOOR, asked.times))
        print(f"| page | first visit, ms (median of {asked.times}) | of the floor |\n|---|---|---|")
        print(f"| an image, alone (the floor) | {floor:.0f} | 1 |")
        for path in PATHS:
            taken = statistics.median(measured(browser, state, address + path, asked.times))
            print(f"| /app/{path} | {taken:.0f} | {taken / floor:.0f} |")
    print(f"\nThe target of the first page is {TARGET_MS} ms on a quiet machine.")


if __name__ == "__main__":
    main(sys.argv[1:])
