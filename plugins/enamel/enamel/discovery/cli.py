"""`enamel discover`, `enamel raw-schema` and `enamel check`."""

from pathlib import Path
from typing import Annotated

import typer

from enamel.errors import EnamelError
from enamel.project import project_root

# Everything else is imported inside: `enamel --help` needs no database driver.


def discover(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; exit 2 if there were a change.")
    ] = False,
    catalog_file: Annotated[
        Path | None,
        typer.Option("--catalog", help="Another file than extract/catalog.json.", dir_okay=False),
    ] = None,
) -> None:
    """Write extract/catalog.json from the source and extract/policy.yml."""
    from enamel import settings
    from enamel.discovery import catalog, policy, report, source
    from enamel.discovery.drift import compare
    from enamel.discovery.knowledge import load_knowledge

    root = project_root()
    decided = policy.load_policy(root)
    knowledge = load_knowledge(root)
    path = catalog_file or root / catalog.FILE
    name = catalog_file or catalog.FILE
    before = catalog.read(path)
    found = source.discover(settings.source(), decided, knowledge)
    after = catalog.build(found, decided, knowledge, before)
    policy.check_names(decided, catalog.columns(after, knowledge), knowledge.secrets())
    text = catalog.to_text(after)
    for line in report.lines(found, after, decided, knowledge):
        typer.echo(line)
    for line in report.warnings(found, after, decided, knowledge):
        typer.echo(f"warning: {line}", err=True)
    drift = compare(before, after)
    changed = not path.is_file() or path.read_text(encoding="utf-8") != text
    for line in drift.lines():
        typer.echo(f"  {line}")
    if not changed:
        typer.echo(f"{name}: no change")
    elif dry_run:
        typer.echo(f"{name}: would change (nothing written)")
        raise typer.Exit(2)
    else:
        catalog.write(path, text)
        typer.echo(f"{name}: written")


def raw_schema() -> None:
    """Write load/raw_schema.sql: the raw tables that staging reads."""
    from enamel.discovery import catalog, policy
    from enamel.discovery import raw_schema as ddl
    from enamel.discovery.knowledge import load_knowledge

    root = project_root()
    committed = catalog.read(root / catalog.FILE)
    text = ddl.render(root, policy.load_policy(root), load_knowledge(root), committed)
    changed = catalog.write(root / ddl.FILE, text)
    typer.echo(f"{ddl.FILE}: {'written' if changed else 'no change'}")


def check() -> None:
    """Fail where staging, the catalog, the policy and the raw schema disagree."""
    from enamel.discovery import catalog, policy
    from enamel.discovery.check import check as complaints
    from enamel.discovery.knowledge import load_knowledge
    from enamel.discovery.staging import staged_tables

    root = project_root()
    decided = policy.load_policy(root)
    knowledge = load_knowledge(root)
    committed = catalog.read(root / catalog.FILE)
    if not committed:
        raise EnamelError(f"{catalog.FILE} is missing.", "Run `uv run enamel discover`.")
    policy.check_names(decided, catalog.columns(committed, knowledge), knowledge.secrets())
    problems = complaints(root, decided, knowledge, committed)
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        count = len(problems)
        raise EnamelError(
            f"{count} {'place' if count == 1 else 'places'} where staging does not follow the "
            "source.",
            "Each line above says what to do.",
        )
    typer.echo(f"Staging models that follow the source: {len(staged_tables(root))}")
