"""load/roles.yml, read and checked: a misspelt line becomes no right, nor the lack of one."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from enamel.errors import EnamelError
from enamel.project import project_root

LAYERS = ("staging", "intermediate", "marts", "identity")
"""Schemas whose relations are dbt models; a model's folder is its domain."""

_ROLE = re.compile(r"enamel_[a-z_]+")
_SETTING = re.compile(r"[a-z_]+\.[a-z_]+")
_READING = {"all", "domains", "also", "except", "only", "rows"}


@dataclass(frozen=True)
class Right:
    """What a role may read of a schema.

    Args:
        role: The role.
        schema: The schema.
        is_all: Every table and view of it.
        domains: The tables and views of these domains.
        also: Single tables and views more.
        except_for: Single tables and views less.
        only: These alone, with their columns; None stands for all columns.
        own_rows: Own rows alone.
        own_clinics: Rows of one's own clinics alone.
    """

    role: str
    schema: str
    is_all: bool
    domains: tuple[str, ...]
    also: tuple[str, ...]
    except_for: tuple[str, ...]
    only: dict[str, tuple[str, ...] | None] | None
    own_rows: bool
    own_clinics: bool


@dataclass(frozen=True)
class OwnRows:
    """Whose rows are whose: the setting that names a provider, the columns that hold one."""

    setting: str
    columns: tuple[str, ...]
    whole: tuple[str, ...]
    patients_in: tuple[str, ...]


@dataclass(frozen=True)
class OwnClinics:
    """Whose clinics are whose: the setting that names them, the column that holds one."""

    setting: str
    column: str
    whole: tuple[str, ...]


@dataclass(frozen=True)
class Policy:
    """The whole file.

    Args:
        login: The account that takes the roles.
        apart: Schemas that set their own rights.
        roles: What each role is for, by its name.
        rights: What each role reads of each schema.
        own_rows: Whose rows are whose.
        own_clinics: Which clinic's rows are whose.
    """

    login: str
    apart: tuple[str, ...]
    roles: dict[str, str]
    rights: tuple[Right, ...]
    own_rows: OwnRows
    own_clinics: OwnClinics


def path() -> Path:
    """Return where the file is."""
    return project_root() / "load" / "roles.yml"


def read(file: Path | None = None) -> Policy:
    """Read the reviewed file.

    Raises:
        EnamelError: It is no YAML, or says something that means nothing.
    """
    file = file or path()
    try:
        written = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise EnamelError(
            f"{file.name} cannot be read: {error}", "Correct the file; git has the last good one."
        ) from error
    written = _mapping(written, "the file", {"login", "apart", "own_rows", "own_clinics", "roles"})
    own = _mapping(
        written.get("own_rows"), "own_rows", {"setting", "columns", "whole", "patients_in"}
    )
    clinics = _mapping(written.get("own_clinics"), "own_clinics", {"setting", "column", "whole"})
    roles = {
        _name(role, _ROLE, "a role (enamel_ and small letters)"): _mapping(
            it, role, {"who", "reads"}
        )
        for role, it in _mapping(written.get("roles"), "roles", None).items()
    }
    return Policy(
        login=_name(written.get("login"), _ROLE, "an account (enamel_ and small letters)"),
        apart=_names(written.get("apart", []), "apart"),
        roles={role: str(it.get("who", "")) for role, it in roles.items()},
        rights=tuple(
            _right(role, schema, reading)
            for role, it in roles.items()
            for schema, reading in _mapping(it.get("reads"), f"{role}: reads", None).items()
        ),
        own_rows=OwnRows(
            setting=_name(own.get("setting"), _SETTING, "a setting"),
            columns=_names(own.get("columns"), "own_rows: columns"),
            whole=_names(own.get("whole"), "own_rows: whole"),
            patients_in=_names(own.get("patients_in"), "own_rows: patients_in", r"\w+\.\w+"),
        ),
        own_clinics=OwnClinics(
            setting=_name(clinics.get("setting"), _SETTING, "a setting"),
            column=_name(clinics.get("column"), re.compile(r"\w+"), "a column"),
            whole=_names(clinics.get("whole"), "own_clinics: whole"),
        ),
    )


def _right(role: str, schema: str, reading: Any) -> Right:
    where = f"{role}: reads: {schema}"
    reading = _mapping(reading, where, _READING)
    if reading.get("rows", "own") not in {"own", "own clinics"}:
        raise _wrong(where, "knows `rows: own` and `rows: own clinics`, or neither")
    if reading.get("all", True) is not True:
        raise _wrong(where, "knows `all: true`, or nothing of it")
    only = reading.get("only")
    if only is not None:
        only = {
            relation: None if columns == "all" else _names(columns, f"{where}: only: {relation}")
            for relation, columns in _mapping(only, f"{where}: only", None).items()
        }
    right = Right(
        role=role,
        schema=_name(schema, re.compile(r"[a-z_]+"), "a schema"),
        is_all="all" in reading,
        domains=_names(reading.get("domains", []), f"{where}: domains"),
        also=_names(reading.get("also", []), f"{where}: also"),
        except_for=_names(reading.get("except", []), f"{where}: except"),
        only=only,
        own_rows=reading.get("rows") == "own",
        own_clinics=reading.get("rows") == "own clinics",
    )
    if schema in {"raw", "access"}:
        raise _wrong(where, "is the loader's alone; no role may read it")
    if right.only and (right.is_all or right.domains or right.also):
        raise _wrong(where, "says `only` and something beside it")
    if not (right.is_all or right.domains or right.also or right.only):
        raise _wrong(where, "says nothing that may be read")
    return right


def _mapping(value: Any, where: str, keys: set[str] | None) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(where, "is no mapping")
    if keys is not None and (unknown := sorted(set(value) - keys)):
        raise _wrong(
            where, f"does not know {', '.join(unknown)}; it knows {', '.join(sorted(keys))}"
        )
    return value


def _names(value: Any, where: str, pattern: str = r"\w+") -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _wrong(where, "is no list")
    return tuple(_name(it, re.compile(pattern), f"a name in {where}") for it in value)


def _name(value: Any, pattern: re.Pattern[str], what: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise _wrong(str(value), f"is not {what}")
    return value


def _wrong(where: str, why: str) -> EnamelError:
    return EnamelError(f"load/roles.yml: {where} {why}.", "Correct it and run again.")


def domains() -> dict[tuple[str, str], str]:
    """Return the domain of each model of the project: (schema, relation) -> folder."""
    models = project_root() / "transform" / "models"
    return {
        (layer, file.stem): file.parent.name
        for layer in LAYERS
        for file in sorted((models / layer).glob("*/*.sql"))
    }
