"""Pictures of the demo's pages, for the README: small, of synthetic people, made by one command."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from enamel.dashboard import browser as browsers
from enamel.dashboard import people, serving
from enamel.errors import EnamelError

FOLDER = Path("analyze/dashboard/pictures")
# Name of the file: address of the page, and the role that looks.
SUBJECTS = {
    "home": ("", "owner"),
    "huddle": ("huddle", "owner"),
    "reconciliation": ("data", "owner"),
    "revenue": ("revenue", "owner"),
}
WIDTH, HEIGHT = 1280, 860
# A page has few colours; this many keep the edges of letters smooth.
COLOURS = 96


def take(
    project: Path, folder: Path, subjects: dict[str, tuple[str, str]], *, width: int, scheme: str
) -> list[Path]:
    """Write one picture per subject; return the files.

    Args:
        project: Where the demo is; its dashboard must be served.
        folder: Where the pictures go.
        subjects: Name of the file: address of the page below /app/, and the role that looks.
        width: Of the window, in CSS pixels. The whole page is taken unless it is the usual width.
        scheme: `light` or `dark`.

    Raises:
        EnamelError: The dashboard is not served, or there is no Chromium.
    """
    address, passwords = demo(project)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with opened(project) as browser:
        for name, (path, role) in subjects.items():
            page = browser.new_page(
                viewport={"width": width, "height": HEIGHT},
                color_scheme=scheme,  # type: ignore[arg-type]
                reduced_motion="reduce",
                locale="en-US",
            )
            page.goto(address + path)
            sign_in(page, *passwords[role])
            settle(page)
            raw = page.screenshot(full_page=width != WIDTH)
            made.append(folder / f"{name}.png")
            made[-1].write_bytes(_small(raw))
            page.close()
    return made


@contextmanager
def opened(project: Path) -> Iterator[Browser]:
    """Open a Chromium, and close it."""
    found = browsers.find(project)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(found.program), args=[*browsers.FLAGS], env=dict(found.environment)
        )
        try:
            yield browser
        finally:
            browser.close()


def sign_in(page: Page, name: str, password: str) -> None:
    """Fill in the form."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def settle(page: Page) -> None:
    """Wait until the page stands, with every answer in it."""
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".waiting, [aria-busy=true]")).to_have_count(0, timeout=60_000)


def demo(project: Path) -> tuple[str, dict[str, tuple[str, str]]]:
    """Return where the demo's pages are, and name and password per role."""
    port, known = project / serving.FILE, project / people.FILE
    if not port.is_file() or not known.is_file():
        raise EnamelError("There is no demo to take pictures of.", "Run `make demo` first.")
    address = f"http://127.0.0.1:{json.loads(port.read_text('utf-8'))['port']}/app/"
    if not serving.answers(address):
        raise EnamelError(
            f"Nobody answers at {address}.", "Run `enamel dashboard up`, then try again."
        )
    found = json.loads(known.read_text("utf-8"))
    return address, {it["role"]: (it["name"], it["password"]) for it in found}


def _small(png: bytes) -> bytes:
    """Return the picture with as many colours as it needs."""
    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    made = io.BytesIO()
    few.save(made, "PNG", optimize=True)
    return made.getvalue()
