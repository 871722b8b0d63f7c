"""The source's tables and lists from `extract/opendental`, typed."""

import os
import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from enamel_practice.errors import PracticeError

FOLDER = Path("extract/opendental")
POLYMORPHIC = "polymorphic"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what the server knows of it, then what it cannot know."""

    name: str
    type: str
    nullable: bool = False
    default: str | None = None
    on_update: bool = False
    auto_increment: bool = False
    ref: str | None = None
    enum: str | None = None
    stored_as_name: bool = False
    is_flag: bool = False
    packed_as: str | None = None

    @property
    def base_type(self) -> str:
        """The type's first word: `tinyint` of `tinyint(3) unsigned`."""
        return re.split(r"\W", self.type, maxsplit=1)[0]


@dataclass(frozen=True)
class Table:
    """One table; `columns` in the table's own order, `indexes` by name, none of them unique."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    indexes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    origin: str | None = None

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}

    def column(self, name: str) -> Column:
        """Return a column by its exact name (`KeyError` if there is none)."""
        return self.by_name[name]


@dataclass(frozen=True, slots=True)
class Schema:
    """Every table of one release."""

    version: str
    tables: dict[str, Table]


@dataclass(frozen=True, slots=True)
class Member:
    """One code of a list; `name` is the program's word, `label` is for people."""

    code: int | str
    name: str
    label: str


@dataclass(frozen=True)
class EnumList:
    """A list that decodes columns."""

    name: str
    members: tuple[Member, ...]

    @cached_property
    def by_name(self) -> dict[str, Member]:
        """The members by the program's name."""
        return {member.name: member for member in self.members}

    @cached_property
    def by_code(self) -> dict[int | str, Member]:
        """The members by code."""
        return {member.code: member for member in self.members}

    def code(self, name: str) -> int | str:
        """Return the code of a name, as in `load_enums()["ProcStat"].code("C")`."""
        return self.by_name[name].code

    def label(self, code: int | str) -> str:
        """Return the label of a code."""
        return self.by_code[code].label


@dataclass(frozen=True, slots=True)
class Tracking:
    """How a table tells that a row changed or went; the words are those of `tracking.yml`."""

    deletes: str
    updated: str | None = None
    indexed: bool = False
    created: tuple[str, ...] = ()
    stamped: tuple[str, ...] = ()
    purge: str | None = None
    soft: str | None = None
    size: str | None = None


def source_folder(root: Path | None = None) -> Path:
    """Return the folder of the data files.

    Args:
        root: The project's folder; by default where Meltano says it is (`MELTANO_PROJECT_ROOT`),
            else the nearest folder upwards, from here and then from this file, with `meltano.yml`.

    Raises:
        PracticeError: No project is found.
    """
    if root is None and (told := os.environ.get("MELTANO_PROJECT_ROOT")):
        root = Path(told)
    if root is not None:
        return root / FOLDER
    here, code = Path.cwd(), Path(__file__).resolve().parent
    for folder in (here, *here.parents, *code.parents):
        if (folder / "meltano.yml").is_file():
            return folder / FOLDER
    raise PracticeError(
        f"No meltano.yml in {here} or above.", "Run the command inside a clone of the project."
    )


def load_schema(folder: Path | None = None) -> Schema:
    """Return `schema.yml`, read once per process and folder."""
    return _schema(folder or source_folder())


def load_enums(folder: Path | None = None) -> dict[str, EnumList]:
    """Return `enums.yml`, read once per process and folder."""
    return _enums(folder or source_folder())


def load_sensitive(folder: Path | None = None) -> dict[str, dict[str, str]]:
    """Return `sensitive.yml` as table -> column -> class; a fresh copy."""
    return dict(read_facts((folder or source_folder()) / "sensitive.yml")["tables"])


def load_tracking(folder: Path | None = None) -> dict[str, Tracking]:
    """Return `tracking.yml` by table; a fresh copy."""
    rows = read_facts((folder or source_folder()) / "tracking.yml")["tables"]
    return {table: _tracking(row) for table, row in rows.items()}


def label_of(name: str) -> str:
    """Return a list member's name in small words: `NotReceived` -> `not received`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+", " ", name)
    return spaced.strip().lower()


@cache
def _schema(folder: Path) -> Schema:
    data = read_facts(folder / "schema.yml")
    return Schema(
        str(data["version"]), {name: make_table(name, it) for name, it in data["tables"].items()}
    )


@cache
def _enums(folder: Path) -> dict[str, EnumList]:
    lists = read_facts(folder / "enums.yml")["enums"]
    return {
        name: EnumList(name, tuple(_member(code, it) for code, it in codes.items()))
        for name, codes in lists.items()
    }


def _member(code: int | str, it: str | list[str]) -> Member:
    name, label = it if isinstance(it, list) else (it, label_of(it))
    return Member(code, name, label)


def make_table(name: str, it: dict[str, Any]) -> Table:
    """Return a table from its facts as the data files tell them."""
    return Table(
        name=name,
        key=tuple(it["key"]),
        columns=tuple(make_column(column, facts) for column, facts in it["columns"].items()),
        indexes={index: tuple(parts) for index, parts in it.get("indexes", {}).items()},
        origin=it.get("origin"),
    )


def make_column(name: str, facts: str | dict[str, Any]) -> Column:
    """Return a column from its facts as the data files tell them."""
    if isinstance(facts, str):
        return Column(name, facts)
    return Column(
        name=name,
        type=facts["type"],
        nullable=facts.get("nullable", False),
        default=facts.get("default"),
        on_update="update" in facts,
        auto_increment=facts.get("auto", False),
        ref=facts.get("ref"),
        enum=facts.get("enum"),
        stored_as_name=facts.get("stored") == "name",
        is_flag=facts.get("bool", False),
        packed_as=facts.get("as"),
    )


def _tracking(row: dict[str, Any]) -> Tracking:
    lists: dict[str, Any] = {key: tuple(row.get(key, ())) for key in ("created", "stamped")}
    return Tracking(**{**row, **lists})


def read_facts(path: Path) -> dict[str, Any]:
    """Return a data file.

    Raises:
        PracticeError: It is missing.
    """
    try:
        with path.open(encoding="utf-8") as file:
            data: dict[str, Any] = yaml.load(file, Loader=yaml.CSafeLoader)
    except FileNotFoundError as error:
        raise PracticeError(
            f"{path} is missing.", "Restore it with `git checkout -- extract/opendental`."
        ) from error
    return data
