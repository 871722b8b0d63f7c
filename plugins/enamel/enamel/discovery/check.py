"""Does staging follow the source? One sentence for every table or column where it does not."""

from pathlib import Path

from enamel.discovery.catalog import FILE as CATALOG
from enamel.discovery.catalog import Catalog, is_selected, replicated_columns
from enamel.discovery.knowledge import SECRET, Knowledge
from enamel.discovery.policy import FILE as POLICY
from enamel.discovery.policy import Policy
from enamel.discovery.raw_schema import FILE as RAW_SCHEMA
from enamel.discovery.raw_schema import render
from enamel.discovery.staging import columns_named, staged_files


def check(root: Path, policy: Policy, knowledge: Knowledge, catalog: Catalog) -> list[str]:
    """Return the complaints, by table; none means that staging, policy and catalog agree."""
    problems: list[str] = []
    files = staged_files(root)
    for table, path in files.items():
        if table in catalog and is_selected(catalog[table]):
            sql = path.read_text(encoding="utf-8")
            problems += check_table(table, path.name, sql, policy, knowledge, catalog)
        elif table in policy.never:
            problems.append(
                f"Table `{table}` is staged and never read. "
                f"Delete {path.name}, or remove it from `never:` in {POLICY}."
            )
        elif not may_lack(table, None, policy, knowledge):
            problems.append(
                f"Table `{table}` of {path.name} is gone from the source. "
                f"Delete the model, or run `enamel discover` if {CATALOG} is old."
            )
    for table in sorted(policy.ignored.keys() - files.keys()):
        problems.append(
            f"Table `{table}` has ignored columns and no staging model. "
            f"Remove it from `ignored:` in {POLICY}."
        )
    path = root / RAW_SCHEMA
    wanted = render(root, policy, knowledge, catalog)
    if not path.is_file() or path.read_text(encoding="utf-8") != wanted:
        problems.append(
            f"{RAW_SCHEMA} does not fit the staging models and {POLICY}. "
            "Run `uv run enamel raw-schema`."
        )
    return problems


def check_table(
    table: str,
    model: str,
    sql: str,
    policy: Policy,
    knowledge: Knowledge,
    catalog: Catalog,
) -> list[str]:
    """Return the complaints about one staging model."""
    quoted, bare = columns_named(sql)
    stream = catalog[table]
    exists = stream["schema"]["properties"].keys()
    sent = replicated_columns(stream)
    ignored = policy.ignored.get(table, {})
    known = knowledge.columns(table)
    problems = []
    for name in sent:
        if name in quoted or name in ignored or (name == name.lower() and name in bare):
            continue
        if knowledge.sensitivity(table, name) in policy.ignored_classes:
            continue
        news = "has column" if name in known else "has new column"
        problems.append(
            f"Table `{table}` {news} `{name}`. "
            f"Map it in {model} or add it to `ignored:` in {POLICY}."
        )
    for name in sorted(quoted - sent.keys()):
        if name in exists or knowledge.sensitivity(table, name) == SECRET:
            problems.append(
                f"Table `{table}` holds back column `{name}`, which {model} names. "
                f"Remove it from the model, or decide about it under `tables:` in {POLICY}."
            )
        elif not may_lack(table, name, policy, knowledge):
            problems.append(
                f"Table `{table}` has no column `{name}` any more, which {model} names. "
                f"Remove it from the model, or run `enamel discover` if {CATALOG} is old."
            )
    problems += [
        f"Table `{table}` ignores column `{name}`, which {model} maps. "
        f"Remove it from `ignored:` in {POLICY}."
        for name in sorted(ignored.keys() & quoted)
    ]
    problems += [
        f"Table `{table}` has no column `{name}` to ignore. Remove it from `ignored:` in {POLICY}."
        for name in sorted(ignored.keys() - exists)
        if not may_lack(table, name, policy, knowledge)
    ]
    return problems


def may_lack(table: str, column: str | None, policy: Policy, knowledge: Knowledge) -> bool:
    """Return whether an older release of Open Dental explains that a table or column is absent.

    The raw layer has it nevertheless, empty, so nothing breaks.
    """
    is_known = (
        table in knowledge.schema.tables if column is None else column in knowledge.columns(table)
    )
    return is_known and number(policy.release) < number(knowledge.release)


def number(release: str) -> tuple[int, ...]:
    """Return a release so that two can be compared: `24.10` is newer than `24.3`."""
    return tuple(int(part) for part in release.split("."))
