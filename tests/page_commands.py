"""Is there such a command? Asked of the programs' own parsers, and of the tests that call it."""

import ast
import json
import re
from enum import Enum
from functools import cache
from typing import Any

import typer
from page_lines import ROOT, tracked

# Programs of the machine or of other projects. Only the files they are given are looked at.
OTHERS = {
    *(".", "airflow", "aws", "cd", "chmod", "chown", "cp", "crontab", "curl", "echo", "export"),
    *("git", "install", "jupyter", "ls", "mariadb", "nginx", "pg_dump", "psql", "set", "systemctl"),
    *("test", "unzip", "useradd", "enamel-tap-mysql", "enamel-target-postgres"),
    *("mkdocs", "mypy", "pip", "pre-commit", "python", "ruff", "sqlfluff"),
}
LOOKS = {
    "access show": {0},
    "advise": {0, 4},
    "config show": {0},
    "config validate": {0},
    "keys create": {0},
    "numbers save": {0},
    "practice truth": {0},
    "schedule write": {0},
    # Nothing keeps the promises of a practice that was replicated once.
    "status": {0, 4},
    "tenants check": {0},
    "users list": {0},
}
"""Commands that only look, or write where they stand, with the exit codes they may have.

`tests/pipeline/api/test_typed.py` types each line of a page that is one of them."""
UsageError = typer.BadParameter.__mro__[1]


def wrong(words: list[str], whole: bool) -> str | None:
    """Return what is wrong with a command, if anything is."""
    program, *rest = words
    if program in ("enamel", "dbt", "meltano"):
        found = _parsed(_entry(program), rest, program, whole)
        if found is None and program == "meltano" and rest[:1] in (["run"], ["invoke"]):
            found = _blocks([it for it in rest[1:] if not it.startswith("-")], rest[0])
        return found
    if program == "make":
        targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        return None if set(rest) <= set(targets) else f"make has no {rest}"
    if program == "npm":
        scripts = json.loads((ROOT / "analyze/dashboard/package.json").read_text("utf-8"))[
            "scripts"
        ]
        named = rest[1:] if rest[:1] == ["run"] else [it for it in rest if it == "test"]
        return None if set(named) <= set(scripts) else f"package.json has no script {named}"
    if program == "pytest":
        return _tests([it for it in rest if "/" in it])
    if program == "python" and rest[:1] == ["-m"]:
        return _module(rest[1], [it for it in rest[2:] if it.startswith("--")])
    if program == "uv":
        known = ("build", "pip", "sync", "venv")
        return None if rest and rest[0] in known else f"page_commands.py knows no uv {rest}"
    if program not in OTHERS:
        return f"{program} is no program that tests/page_commands.py knows"
    return _files(rest)


@cache
def _entry(program: str) -> Any:
    if program == "enamel":
        from enamel.cli import app
        from typer.main import get_command

        return get_command(app)
    if program == "dbt":
        from dbt.cli.main import cli as dbt

        return dbt
    from meltano.cli import cli as meltano

    return meltano


def _parsed(command: Any, words: list[str], name: str, whole: bool) -> str | None:
    """Follow words through groups to a command, and let its own parser read the rest."""
    import click

    context = command.context_class(command, info_name=name, **command.context_settings)
    try:
        options, rest, _ = command.make_parser(context).parse_args(list(words))
    except (UsageError, click.UsageError) as error:
        return f"{name}: {error}"
    if hasattr(command, "commands"):
        if not rest:
            return None
        if (below := command.get_command(context, rest[0])) is None:
            return f"{name} has no command {rest[0]}"
        return _parsed(below, rest[1:], f"{name} {rest[0]}", whole)
    if rest and not command.context_settings.get("allow_extra_args"):
        return f"{name} takes no {rest}"
    for it in command.params:
        value = options.get(it.name)
        empty = value in (None, ()) or "UNSET" in repr(value)
        if (
            whole
            and it.required
            and empty
            and it.param_type_name == "argument"
            and "help" not in options
        ):
            return f"{name} wants {it.name}"
        known = _choices(it)
        if known and isinstance(value, str) and not value.isupper() and value not in known:
            return f"{name}: {it.opts[0]} is one of {known}, not {value}"
    return None


def _choices(option: Any) -> list[str]:
    kind = getattr(getattr(option, "type_descriptor", None), "annotation", None)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return [str(it.value) for it in kind]
    return [str(it) for it in getattr(getattr(option, "type", None), "choices", ())]


@cache
def _meltano() -> tuple[set[str], set[str]]:
    from enamel.configuration.checks import included

    jobs: set[str] = set()
    blocks: set[str] = set()
    for _, data in included(ROOT):
        jobs |= {it["name"] for it in data.get("jobs") or ()}
        for kind in (data.get("plugins") or {}).values():
            for plugin in kind:
                blocks |= {plugin["name"]}
                blocks |= {f"{plugin['name']}:{it}" for it in plugin.get("commands") or ()}
    return jobs, blocks


def _blocks(words: list[str], verb: str) -> str | None:
    jobs, blocks = _meltano()
    known = blocks | jobs if verb == "run" else blocks
    named = words if verb == "run" else words[:1]
    unknown = [it for it in named if it not in known and not it.isupper()]
    return f"meltano.yml has no {unknown}" if unknown else None


def _tests(words: list[str]) -> str | None:
    for word in words:
        path, *names = word.split("::")
        if path.rstrip("/") not in tracked():
            return f"there is no {path}"
        text = (ROOT / path).read_text("utf-8") if names else ""
        if names and f"def {names[0].partition('[')[0]}(" not in text:
            return f"{path} has no {names[0]}"
    return None


def _module(name: str, options: list[str]) -> str | None:
    folder = ROOT / "tests" / name.replace(".", "/")
    text = "".join(it.read_text("utf-8") for it in sorted(folder.glob("*.py")))
    unknown = [it for it in options if f'"{it}"' not in text]
    return (
        f"tests has no module {name}"
        if not text
        else f"{name} has no {unknown}"
        if unknown
        else None
    )


def _files(words: list[str]) -> str | None:
    """Look for the project's files; a name below a folder of ours that is none is a mistake."""
    tops = {it.split("/")[0] for it in tracked() if "/" in it}
    named = [
        it.removeprefix("./").rstrip("/") for it in words if "/" in it or it.endswith(".template")
    ]
    gone = [
        it
        for it in named
        if (it.split("/")[0] in tops or it.endswith(".template"))
        and it not in tracked()
        and "/.venv/" not in it
        and not any(made in f"/{it}" for made in ("/dist", "/target/"))
    ]
    return f"there is no {gone}" if gone else None


def path_of(words: list[str]) -> str:
    """Return an `enamel` command's full name, as `practice generate`."""
    command, name = _entry("enamel"), []
    for word in words[1:]:
        if not hasattr(command, "commands") or word not in command.commands:
            break
        command = command.commands[word]
        name.append(word)
    return " ".join(name) if not hasattr(command, "commands") else ""


@cache
def executed() -> frozenset[str]:
    """Return the `enamel` commands that a test calls, read from the tests' own lists of words."""
    files = [it for it in tracked() if re.search(r"tests/.*\.py$", it)]
    found: set[str] = set()
    for file in sorted({*files, "plugins/enamel/enamel/demo.py"} - {"tests/page_commands.py"}):
        for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))):
            for words in _words(node):
                start = words.index("enamel") + 1 if "enamel" in words else 0
                found.add(path_of(["enamel", *words[start:]]))
    return frozenset(found - {""})


def _words(node: ast.AST) -> list[list[str]]:
    """Return each run of texts in a list, or in the arguments of a call."""
    items: list[ast.expr] = []
    if isinstance(node, ast.List | ast.Tuple):
        items = node.elts
    elif isinstance(node, ast.Call):
        items = node.args
    runs: list[list[str]] = [[]]
    for it in items:
        if isinstance(it, ast.Constant) and isinstance(it.value, str):
            runs[-1].append(it.value)
        else:
            runs.append([])
    return [it for it in runs if it]
