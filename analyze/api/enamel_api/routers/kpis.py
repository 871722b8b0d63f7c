"""Key figures: values, what they mean, where they come from, whether they tie."""

from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, Field

from enamel_api import explained
from enamel_api.answers import Asking, Page
from enamel_api.parameters import By, Grain, Paging, Place, Window
from enamel_api.problems import Problem, answered_with
from enamel_api.questions import Question
from enamel_api.routers.asking import Asks
from enamel_api.schemas.kpis import KpiBenchmark, KpiDefinition, KpiValue
from enamel_api.schemas.practice import Verdict

router = APIRouter(prefix="/kpis", tags=["kpis"])

KPIS = Question(
    name="kpis",
    file="kpis/list",
    row=KpiDefinition,
    order=("kpi_id", "variant"),
    date_basis="none: definitions",
    variant="all",
)
BENCHMARKS = Question(
    name="benchmarks",
    file="kpis/benchmarks",
    row=KpiBenchmark,
    order=("benchmark_name", "benchmark_source"),
    date_basis="none: published figures",
)
VALUES = Question(
    name="kpi",
    file="kpis/values",
    row=KpiValue,
    order=("period_start_date", "variant", "part"),
    date_basis="as the row says",
    cell="n",
    lines=(("period_start_date", "variant"), ("period_start_date:month", "variant", "part")),
)
VERDICTS = Question(
    name="reconciliation",
    file="kpis/verdicts",
    row=Verdict,
    order=("verdict_key",),
    date_basis="window of the check",
)


class LineageColumn(BaseModel):
    """One column of a step."""

    name: str
    made_from: list[str] = Field(description="Columns it is computed from, one step up.")


class LineageNode(BaseModel):
    """One step between the figure and the source."""

    name: str = Field(description="Model, seed or source table.")
    kind: str = Field(description="model, seed, snapshot or source.")
    layer: str = Field(description="marts, intermediate, staging, settings or raw.")
    description: str
    reads: list[str] = Field(description="What it is made from.")
    columns: list[LineageColumn]


LINEAGE = Question(
    name="lineage",
    file="kpis/lineage",
    row=LineageNode,
    order=("name",),
    date_basis="none: the project as it was built",
)


@dataclass
class KpiPeriod(Window, Place):
    """A period of a key figure."""

    grain: Grain = Grain.MONTH
    by: Annotated[By, Query(description="One row per provider or clinic.")] = By.NOTHING
    variant: Annotated[
        str | None,
        Query(min_length=1, max_length=200, description="Which definition; without, the default."),
    ] = None

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return (
            Window.asked(self)
            | Place.asked(self)
            | {"grain": self.grain, "by": self.by, "variant": self.variant}
        )


@dataclass
class Kpis:
    """Which key figures."""

    domain: Annotated[str | None, Query(max_length=50, pattern=r"^[a-z_ ]+$")] = None
    is_default: Annotated[
        bool, Query(alias="default", description="Only the variant to show where one is shown.")
    ] = False

    def asked(self) -> dict[str, Any]:
        """Return the SQL's parameters."""
        return {"domain": self.domain, "is_default": self.is_default, "kpi_id": None}


class Definition(BaseModel):
    """What a key figure says, how it is made, and why so."""

    variants: list[KpiDefinition]
    benchmarks: list[KpiBenchmark] = Field(description="What others reach, one source each.")
    model: str | None = Field(None, description="dbt model that the figure is made from.")
    model_sql: str | None = Field(None, description="SQL of that model.")
    open_dental_sql: str | None = Field(
        None, description="The same figure asked of Open Dental's own database."
    )
    decision: str | None = Field(None, description="Why so, and when it misleads (DECISIONS.md).")
    proof: dict[str, list[str]] = Field(
        description="Variant to the lines of Open Dental's reports that prove it."
    )


class Lineage(BaseModel):
    """From the number to its source tables."""

    kpi_id: str
    model: str | None
    nodes: list[LineageNode]
    source_tables: list[str]


KpiId = Annotated[str, Path(pattern=r"^[a-z0-9_]{1,80}$", description="Name of the key figure.")]
Paged = Annotated[Paging, Depends()]
MOST_NODES = 1000
MISSING = answered_with(404)


@router.get("")
async def kpis(asks: Asks, which: Annotated[Kpis, Depends()], paging: Paged) -> Page[KpiDefinition]:
    """Every key figure with its variants."""
    return await asks.page(KPIS, which.asked(), paging)


@router.get("/{kpi_id}", responses=MISSING)
async def values(
    asks: Asks, kpi_id: KpiId, period: Annotated[KpiPeriod, Depends()], paging: Paged
) -> Page[KpiValue]:
    """A key figure by day or month, for the practice or cut by provider or clinic."""
    question, variant = await question_of(asks, kpi_id, period.variant)
    return await asks.page(question, period.asked() | {"kpi_id": kpi_id}, paging, variant=variant)


@router.get("/{kpi_id}/definition", responses=MISSING)
async def definition(request: Request, asks: Asks, kpi_id: KpiId) -> Definition:
    """What the figure says, its SQL, and the decision behind it."""
    variants = await _variants(asks, kpi_id)
    benchmarks, _, _ = await asks.ask(
        BENCHMARKS,
        BENCHMARKS.page_sql(after=False),
        BENCHMARKS.values({"kpi_id": kpi_id}) | {"limit": 100},
    )
    project = request.app.state.settings.project
    model = variants[0].source_model
    await asks.audit.answered({"kpi_id": kpi_id}, len(variants))
    return Definition(
        variants=variants,
        benchmarks=[KpiBenchmark(**row) for row in benchmarks],
        model=model,
        model_sql=explained.sql_of_model(project, model),
        open_dental_sql=explained.query_on_source(project, kpi_id),
        decision=explained.decision(project, variants[0].decision),
        proof=explained.proof().get(kpi_id, {}),
    )


@router.get("/{kpi_id}/lineage", responses=MISSING)
async def lineage(asks: Asks, kpi_id: KpiId) -> Lineage:
    """From the number over models and columns to Open Dental's tables."""
    model = (await _variants(asks, kpi_id))[0].source_model
    asked = {"model": model}
    rows, _, _ = await asks.ask(
        LINEAGE, LINEAGE.page_sql(after=False), LINEAGE.values(asked) | {"limit": MOST_NODES}
    )
    await asks.audit.answered({"kpi_id": kpi_id}, len(rows))
    nodes = [LineageNode(**row) for row in rows]
    return Lineage(
        kpi_id=kpi_id,
        model=model,
        nodes=sorted(nodes, key=lambda it: it.name != model),
        source_tables=[it.name for it in nodes if it.kind == "source"],
    )


@router.get("/{kpi_id}/reconciliation", responses=MISSING)
async def reconciliation(asks: Asks, kpi_id: KpiId, paging: Paged) -> Page[Verdict]:
    """Open Dental's own figures beside ours, line by line."""
    await _variants(asks, kpi_id)
    lines = sorted({it for each in explained.proof().get(kpi_id, {}).values() for it in each})
    question = replace(VERDICTS, ties_to=tuple(lines))
    return await asks.page(question, {"kpi_id": kpi_id, "reports": lines}, paging)


async def question_of(
    asks: Asking, kpi_id: str, variant: str | None
) -> tuple[Question[KpiValue], str]:
    """Return the question for a figure's values, with what it ties to, and its variant.

    Raises:
        Problem: There is no such figure or variant.
    """
    variants = await _variants(asks, kpi_id)
    chosen = next(
        (it for it in variants if it.variant == variant),
        next(
            (it for it in variants if it.variant == "*" and variant is not None),
            next((it for it in variants if it.is_default and variant is None), None),
        ),
    )
    if chosen is None:
        known = ", ".join(it.variant for it in variants)
        raise Problem(404, "not-found", f"There is no such variant; known: {known}.")
    question = replace(
        VALUES,
        ties_to=tuple(explained.proof().get(kpi_id, {}).get(chosen.variant, ())),
        date_basis=chosen.date_basis or "none",
    )
    return question, chosen.variant


async def _variants(asks: Asking, kpi_id: str) -> list[KpiDefinition]:
    """Return the variants of a figure, the default one first.

    Raises:
        Problem: There is no such figure.
    """
    asked = Kpis().asked() | {"kpi_id": kpi_id}
    rows, _, _ = await asks.ask(
        KPIS, KPIS.page_sql(after=False), KPIS.values(asked) | {"limit": 100}
    )
    if not rows:
        raise Problem(404, "not-found", "There is no such key figure.", "GET /kpis lists all.")
    return sorted(
        (KpiDefinition(**row) for row in rows), key=lambda it: (not it.is_default, it.variant)
    )
