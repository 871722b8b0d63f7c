"""The dashboard's files, where it has been built: one page, whatever address within it."""

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from enamel_api.guard import SECURITY

if TYPE_CHECKING:
    from starlette.types import Scope

ADDRESS = "/app"
FOLDER = Path("analyze/dashboard/dist")
# Where a wheel carries them; a clone has no such folder unless it has made wheels.
PACKAGED = Path(__file__).parent / "dashboard"
NONCE = "__CSP_NONCE__"
# The names of these files change with what is in them.
HASHED = "assets/"
FOR_EVER = "public, max-age=31536000, immutable"


class Pages(StaticFiles):
    """Files; an address that is none is a place within the page.

    Styles that the page writes as it runs carry a number that only this answer knows; all others,
    and every script that is not a file of ours, are refused by the browser.
    """

    async def get_response(self, path: str, scope: "Scope") -> Response:
        """Return the file, or the page itself."""
        if path in (".", "index.html"):
            return self._page()
        try:
            answer = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or Path(path).suffix:
                raise
            return self._page()
        is_hashed = path.replace(os.sep, "/").startswith(HASHED)
        answer.headers["Cache-Control"] = FOR_EVER if is_hashed else "no-cache"
        return answer

    def _page(self) -> Response:
        """Return the page with a number of its own for styles."""
        nonce = secrets.token_urlsafe(16)
        text = Path(str(self.directory), "index.html").read_text(encoding="utf-8")
        policy = SECURITY["Content-Security-Policy"]
        return HTMLResponse(
            text.replace(NONCE, nonce),
            headers={
                "Content-Security-Policy": f"{policy}; style-src 'self' 'nonce-{nonce}'",
                "Cache-Control": "no-store",
            },
        )


def install(app: FastAPI, project: Path) -> None:
    """Serve the dashboard under `/app/`: the project's, once built, or the wheel's."""
    built = (it for it in (project / FOLDER, PACKAGED) if (it / "index.html").is_file())
    if (folder := next(built, None)) is None:
        return
    app.mount(ADDRESS, Pages(directory=folder), name="dashboard")

    @app.get("/", include_in_schema=False)
    async def home() -> RedirectResponse:
        return RedirectResponse(f"{ADDRESS}/")
