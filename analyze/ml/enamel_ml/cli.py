"""`enamel ml`: train, judge and approve models; SQL scores them."""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

    from enamel_ml.specs import Spec

app = typer.Typer(no_args_is_help=True, help="Models of what patients do.")
Output = Annotated[Path, typer.Option(help="The folder of cards and training sets.")]
ModelName = Annotated[str, typer.Argument(help="A model of models.yml, for instance no_show.")]
EXPORTS = Path("exports") / "models"


@app.callback()
def root() -> None:
    """Models of what patients do."""


@app.command()
def train(
    model: Annotated[list[str] | None, typer.Option(help="One model; all without it.")] = None,
    approve_by: Annotated[
        str, typer.Option(help="Put what passes its gates into use, in this name.")
    ] = "",
    output: Output = EXPORTS,
) -> None:
    """Fit and judge new versions, and store them as challengers.

    A model whose features and outcomes are what they were gets no new version. With --approve-by a
    version that passed its gates is put into use at once, and one that missed them where none is in
    use: its card then says why the rule is shown. Score again afterwards:
    meltano invoke dbt-postgres:predictions
    """
    from threadpoolctl import threadpool_limits

    from enamel_ml.errors import ModelError
    from enamel_ml.store import approve, champion
    from enamel_ml.train import train, write_card

    waiting = []
    # Threads that wait for each other cost more than they bring on rows this few.
    with threadpool_limits(1), _connected() as (connection, sidecar):
        for spec in _specs(model):
            try:
                made = train(connection, spec, output, sidecar)
            except ModelError as error:
                if "window" not in error.reason:
                    raise
                waiting.append(error.reason)
                continue
            if made.version is None or made.judgement is None:
                typer.echo(f"{spec.name}: nothing new since its newest version.")
                continue
            number = made.version.version
            in_use = champion(connection, spec.name)
            better = made.version.is_published or in_use is None or not in_use[1]
            if approve_by and better:
                approve(connection, spec.name, number, approve_by)
            write_card(connection, output, spec.name, number)
            connection.commit()
            auc = made.judgement.metrics["all", "auc"]
            typer.echo(
                f"{spec.name} {number}: AUC {auc.value:.3f} ({auc.lower:.3f} to {auc.upper:.3f}). "
                f"{made.version.verdict}"
            )
    for reason in waiting:
        typer.echo(f"waiting: {reason}")


@app.command()
def judge(model: Annotated[list[str] | None, typer.Option(help="One model.")] = None) -> None:
    """Measure the versions in use on every month that is known by now, and what acting does.

    Months show a model drift. Beside those whom chance holds out (prediction_holdout_percent),
    what became of the risks on the lists since the version's test shows what acting prevents.
    """
    from enamel_ml.effect import in_words
    from enamel_ml.train import judge_again

    with _connected() as (connection, _):
        for spec in _specs(model):
            metrics = judge_again(connection, spec)
            connection.commit()
            typer.echo(f"{spec.name}: AUC by month")
            for (part, name), measure in metrics.items():
                if name == "auc":
                    typer.echo(f"  {part.removeprefix('month ')}  {measure.value:.3f}")
            typer.echo(f"  {in_words(metrics)}")


@app.command()
def card(
    model: ModelName,
    version: Annotated[int | None, typer.Option(help="The version; the one in use.")] = None,
    output: Output = EXPORTS,
) -> None:
    """Write the card of a version as text with its pictures, and print the text."""
    from enamel_ml.store import champion
    from enamel_ml.train import write_card

    with _connected() as (connection, _):
        if version is None:
            in_use = champion(connection, model)
            version = in_use[0] if in_use else 1
        folder = write_card(connection, output, model, version)
    typer.echo((folder / "card.md").read_text(encoding="utf-8"))


@app.command()
def approve(
    model: ModelName,
    version: Annotated[int, typer.Argument(help="The version.")],
    by: Annotated[str, typer.Option(help="Who decides; stands on the card.")],
) -> None:
    """Put a version into use. One that missed its gates shows its rule instead."""
    from enamel_ml import store

    with _connected() as (connection, _):
        store.approve(connection, model, version, by)
        connection.commit()
    typer.echo(f"{model} {version} is in use. Score: meltano invoke dbt-postgres:predictions")


@app.command()
def rollback(
    model: ModelName,
    by: Annotated[str, typer.Option(help="Who decides; stands on the card.")],
) -> None:
    """Put the version that was in use before back into use."""
    from enamel_ml import store

    with _connected() as (connection, _):
        before, after = store.rollback(connection, model, by)
        connection.commit()
    typer.echo(
        f"{model}: from version {before} back to {after}. "
        "Score: meltano invoke dbt-postgres:predictions"
    )


@app.command()
def versions() -> None:
    """List every version: its role, its AUC and its verdict."""
    from enamel_ml import store

    with _connected() as (connection, _):
        for row in store.versions(connection):
            typer.echo(
                f"{row['model']} {row['version']}  {row['role']}  AUC {row['auc']}  "
                f"{row['approved_by'] or 'nobody'}  {row['verdict']}"
            )


def _specs(wanted: list[str] | None) -> "list[Spec]":
    from enamel.errors import EnamelError

    from enamel_ml.specs import read_specs

    specs = read_specs()
    if unknown := sorted(set(wanted or ()) - set(specs)):
        raise EnamelError(
            f"There is no model {', '.join(unknown)}.", f"There are {', '.join(specs)}."
        )
    return [spec for name, spec in specs.items() if not wanted or name in wanted]


@contextmanager
def _connected() -> "Iterator[tuple[psycopg.Connection[Any], Path | None]]":
    """Open the warehouse; of a synthetic practice, say where its sidecar is."""
    import psycopg
    from enamel import settings
    from enamel.errors import EnamelError
    from enamel.project import project_root
    from enamel.reconciliation.run import connect_warehouse

    from enamel_ml.errors import ModelError

    with connect_warehouse(settings.warehouse()) as connection:
        try:
            yield connection, _sidecar(connection, project_root())
        except ModelError as error:
            raise EnamelError(error.reason, error.instruction) from error
        except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName) as error:
            raise EnamelError(
                f"The warehouse lacks what models need: {error.diag.message_primary}.",
                "Build it first: meltano invoke dbt-postgres:build",
            ) from error


def _sidecar(connection: "psycopg.Connection[Any]", root: Path) -> Path | None:
    import os

    from enamel import settings

    is_synthetic = connection.execute(
        "select is_synthetic from intermediate.int_practice_settings"
    ).fetchone()
    if not is_synthetic or not is_synthetic[0]:
        return None
    if told := os.environ.get("ENAMEL_SIDECAR"):
        return Path(told)
    return root / ".enamel" / "practice" / settings.source().database
