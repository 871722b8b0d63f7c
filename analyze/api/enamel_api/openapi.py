"""The description of the API, and the refusal of parameters that it does not have."""

import json
from typing import Any

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi

from enamel_api.parameters import invalid
from enamel_api.problems import ProblemDetails


def description() -> str:
    """Return the description as JSON; needs neither settings nor a warehouse."""
    from enamel_api.main import create_app
    from enamel_api.settings import Settings

    app = create_app(Settings(host="", port=5432, database="", password=""))
    return json.dumps(app.openapi(), indent=2, sort_keys=True)


def refuse_unknown_parameters(request: Request) -> None:
    """Refuse a parameter we do not know: a filter with a typing error must not be ignored."""
    path = request.scope["route"].path.removeprefix("/v1")
    operation = request.app.openapi()["paths"][path][request.method.lower()]
    known = {it["name"] for it in operation.get("parameters", ()) if it["in"] == "query"}
    names = [name for name, _ in request.query_params.multi_items()]
    if not known.issuperset(names):
        raise invalid("query", f"Unknown parameter; known: {', '.join(sorted(known)) or 'none'}.")
    if len(names) != len(set(names)):
        raise invalid("query", "A parameter comes twice.")


def describe(app: FastAPI) -> None:
    """Make the description name our form of errors wherever FastAPI would name its own."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(
                title=app.title,
                version=app.version,
                description=app.description,
                routes=app.routes,
            )
            schemas = schema["components"]["schemas"]
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            problem = ProblemDetails.model_json_schema(
                ref_template="#/components/schemas/{model}", mode="serialization"
            )
            schemas |= problem.pop("$defs", {}) | {"ProblemDetails": problem}
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
