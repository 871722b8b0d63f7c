"""Pictures of the demo's pages, for the README: small, of synthetic people, made by one command."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

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
# For a machine that does other things besides.
PATIENCE_SECONDS = 60


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
            page.set_default_timeout(1000 * PATIENCE_SECONDS)
            page.goto(address + path)
            sign_in(page, *passwords[role])
            settle(page)
            page.mouse.move(width - 1, 1)
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
            executable_path=str(found.program),
            args=[*browsers.FLAGS],
            env=dict(found.environment),
            # Its first start reads it from a disk that others use, too.
            timeout=3000 * PATIENCE_SECONDS,
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


# Nothing is open: no question, no place held for an answer, no part of the page on its way, no type
# face. It must be so for some frames, because an answer may lead to the next question; and with
# nothing left to do each time, because a page is drawn anew in pieces, with frames between them.
CALM = """patience => new Promise(resolve => {
    const end = performance.now() + patience;
    let calm = 0;
    const look = idle => {
        const open = [...document.querySelectorAll('.waiting, [aria-busy=true]')];
        const isAsking = Number(document.documentElement.dataset.asking ?? 0) > 0;
        calm = open.length || isAsking || idle.didTimeout ? 0 : calm + 1;
        if (calm >= 4) return resolve('');
        if (performance.now() > end) {
            return resolve(open.map(it => it.outerHTML.slice(0, 200)).join('; ') || 'a question');
        }
        requestAnimationFrame(() => requestIdleCallback(look, {timeout: 5000}));
    };
    document.fonts.ready.then(look);
})"""


def settle(page: Page) -> None:
    """Wait until the page stands: nothing is asked any more, and nothing is held open.

    Raises:
        EnamelError: It does not come to rest; the message names what it waits for.
    """
    page.locator("main#main h1").wait_for(timeout=1000 * PATIENCE_SECONDS)
    waiting = page.evaluate(CALM, 1000 * PATIENCE_SECONDS)
    if waiting:
        raise EnamelError(f"{page.url} still waits for {waiting}", "Look at it in a browser.")


def demo(project: Path) -> tuple[str, dict[str, tuple[str, str]]]:
    """Return where the demo's pages are, and name and password per role."""
    port, known = project / serving.FILE, project / people.FILE
    if not port.is_file() or not known.is_file():
        raise EnamelError("There is no demo to take pictures of.", "Run `make demo` first.")
    address = f"http://127.0.0.1:{json.loads(port.read_text('utf-8'))['port']}/app/"
    if not serving.answers(address, PATIENCE_SECONDS):
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
