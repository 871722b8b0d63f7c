"""The dashboard's files, where it has been built: one page, whatever address within it."""

from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

if TYPE_CHECKING:
    from starlette.types import Scope

ADDRESS = "/app"
FOLDER = Path("analyze/dashboard/dist")


class Pages(StaticFiles):
    """Files; an address that is none is a place within the page."""

    async def get_response(self, path: str, scope: "Scope") -> Response:
        """Return the file, or the page itself."""
        try:
            return await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or Path(path).suffix:
                raise
            return await super().get_response("index.html", scope)


def install(app: FastAPI, project: Path) -> None:
    """Serve the dashboard under `/app/`, if it has been built."""
    folder = project / FOLDER
    if not (folder / "index.html").is_file():
        return
    app.mount(ADDRESS, Pages(directory=folder, html=True), name="dashboard")

    @app.get("/", include_in_schema=False)
    async def home() -> RedirectResponse:
        return RedirectResponse(f"{ADDRESS}/")
