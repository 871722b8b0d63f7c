"""Write a table's staging SQL and YAML once; from then on both files are ordinary code."""

from pathlib import Path
from typing import Annotated

import typer
import yaml

from enamel.errors import EnamelError
from enamel.naming import Dictionary, Staged
from enamel.project import project_root

ORDER = ("keys", "attributes", "measures", "flags", "times", "loader")
HEADINGS = {"times": "times (practice-local; stamps UTC)", "loader": "loader (UTC)"}
INDENT = " " * 8


def scaffold(
    tables: Annotated[list[str], typer.Argument(help="Tables of the source to stage.")],
) -> None:
    """Write stg_opendental__<table>.sql and .yml; never touch a file that exists."""
    root = project_root()
    dictionary = Dictionary.load(root)
    written = [path for table in tables for path in write(root, dictionary, table)]
    for path in written:
        typer.echo(f"wrote {path.relative_to(root)}")


def write(root: Path, dictionary: Dictionary, table: str) -> list[Path]:
    """Write the two files of a table and return their paths.

    Raises:
        EnamelError: The table is unknown, has no domain, or is staged already.
    """
    folder = root / "transform" / "models" / "staging" / dictionary.domain(table)
    name = f"stg_opendental__{table}"
    staged = next((root / "transform" / "models" / "staging").glob(f"**/{name}.*"), None)
    if staged:
        raise EnamelError(
            f"{staged.relative_to(root)} exists; a scaffold is written once.",
            "Edit the file, or delete it and its twin to start over.",
        )
    columns = dictionary.columns(table)
    files = {
        folder / f"{name}.sql": sql(table, columns),
        folder / f"{name}.yml": yml(table, columns, dictionary),
    }
    folder.mkdir(parents=True, exist_ok=True)
    sources = folder / f"_{dictionary.domain(table)}__sources.yml"
    files[sources] = source_list(_listed(sources) | {table})
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return list(files)


def source_list(tables: set[str]) -> str:
    """Return a domain's sources file."""
    names = "\n".join(f"      - name: {table}" for table in sorted(tables))
    return f"""sources:
  - name: opendental
    description: "{{{{ doc('opendental') }}}}"
    schema: raw
    tables:
{names}
"""


def _listed(path: Path) -> set[str]:
    if not path.exists():
        return set()
    (source,) = yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]
    return {table["name"] for table in source["tables"]}


def sql(table: str, columns: list[Staged]) -> str:
    """Return the model: one view, every column in sight."""
    groups = []
    for group in ORDER:
        lines = [
            f"{INDENT}{line}" for column in columns if column.group == group for line in column.sql
        ]
        if lines:
            groups.append("\n".join([f"{INDENT}-- {HEADINGS.get(group, group)}", *lines]))
    body = "\n\n".join(groups).removesuffix(",")
    return f"""with

source as (

    select * from {{{{ source('opendental', '{table}') }}}}

),

renamed as (

    select
{body}

    from source

)

select * from renamed
"""


def yml(table: str, columns: list[Staged], dictionary: Dictionary) -> str:
    """Return the properties: keys described, codes described and tested, personal columns marked.

    A key needs no test: it is raw's primary key.
    """
    lines = [
        "models:",
        f"  - name: stg_opendental__{table}",
        f"    description: Open Dental's `{table}`, renamed, decoded and otherwise as it is.",
        "    columns:",
    ]
    keys = dictionary.key(table)
    for column in columns:
        is_key = [column.source] == keys
        tests: list[str] = []
        if column.codes and not is_key:
            tests = [
                "          - accepted_values:",
                "              arguments:",
                f"                values: [{', '.join(column.codes)}]",
                *(["                quote: false"] if not column.is_text else []),
                "              config:",
                "                # A newer Open Dental may add codes: the row still counts, "
                "its label is missing.",
                "                severity: warn",
            ]
        if not (is_key or tests or column.is_personal):
            continue
        lines += [f"      - name: {column.name}"]
        if is_key or tests:
            lines += [f"        description: {dictionary.describe(column)}"]
        if column.is_personal:
            lines += ["        config:", "          meta: {phi: true}"]
        if tests:
            lines += ["        data_tests:", *tests]
    return "\n".join(lines) + "\n"
