"""Business names for source columns: the rules behind `enamel scaffold`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from enamel.errors import EnamelError

CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
INTEGERS = {"bigint", "int", "mediumint", "smallint"}
FLAG = re.compile(r"^(is|has|was|needs)_")
DOC = re.compile(r"{%\s*docs (\w+)\s*%}")


@dataclass(frozen=True)
class Staged:
    """One column of a staging model, as text."""

    source: str
    name: str
    group: str
    sql: list[str]
    codes: list[str] = field(default_factory=list)
    is_text: bool = False
    is_personal: bool = False


class Dictionary:
    """The source's facts and the house's words, and what follows from both."""

    def __init__(
        self,
        naming: dict[str, Any],
        tables: dict[str, Any],
        enums: dict[str, Any],
        sensitive: dict[str, dict[str, str]],
        documented: set[str],
    ) -> None:
        """Keep the parsed files; see `load`."""
        self._naming = naming
        self._tables = tables
        self._enums = enums
        self._sensitive = sensitive
        self._documented = documented
        self._domains = {
            table: domain for domain, names in naming["domains"].items() for table in names
        }

    @classmethod
    def load(cls, root: Path) -> Dictionary:
        """Read extract/opendental/*.yml, the dictionary beside this module and the doc blocks."""
        data = root / "extract" / "opendental"
        docs = (root / "transform" / "docs").glob("*.md")
        return cls(
            _read(Path(__file__).with_name("naming.yml")),
            _read(data / "schema.yml")["tables"],
            _read(data / "enums.yml")["enums"],
            _read(data / "sensitive.yml")["tables"],
            {name for path in docs for name in DOC.findall(path.read_text(encoding="utf-8"))},
        )

    def domain(self, table: str) -> str:
        """Return the folder of a table.

        Raises:
            EnamelError: The table is unknown or has no domain yet.
        """
        if table not in self._tables:
            raise EnamelError(
                f"Table {table} is not in extract/opendental/schema.yml.",
                "Check the spelling; names are the source's own.",
            )
        if table not in self._domains:
            raise EnamelError(
                f"Table {table} has no domain.",
                "Add it under domains: in plugins/enamel/enamel/naming.yml.",
            )
        return str(self._domains[table])

    def staged_tables(self) -> list[str]:
        """Return every table that has a domain, sorted."""
        return sorted(self._domains)

    def key(self, table: str) -> list[str]:
        """Return the primary key's source columns."""
        return list(self._tables[table]["key"])

    def columns(self, table: str) -> list[Staged]:
        """Return what staging maps, in the source's order; the load stamp comes last."""
        staged = [
            self._stage(table, name, fact if isinstance(fact, dict) else {"type": fact})
            for name, fact in self._tables[table]["columns"].items()
            if self.left_out(table, name) is None
        ]
        stamp = "_sdc_batched_at"
        return [*staged, Staged(stamp, "_loaded_at", "loader", [f"{stamp} as _loaded_at,"])]

    def left_out(self, table: str, column: str) -> str | None:
        """Return why staging does not map a column; none if it does."""
        if f"{table}.{column}" in self._naming["columns"]:
            return None
        rules = self._naming["left_out"]
        fact = self._tables[table]["columns"][column]
        kind = self._sensitive.get(table, {}).get(column)
        if kind is None and isinstance(fact, dict):
            kind = fact.get("as")
        if reason := rules["kinds"].get(kind):
            return str(reason)
        named = rules["columns"]
        if reason := named.get(f"{table}.{column}") or named.get(column):
            return str(reason)
        return next(
            (str(reason) for rule, reason in rules["patterns"].items() if re.search(rule, column)),
            None,
        )

    def ignored(self, table: str) -> dict[str, str]:
        """Return the columns staging does not map, each with its reason."""
        reasons = ((name, self.left_out(table, name)) for name in self._tables[table]["columns"])
        return {name: reason for name, reason in reasons if reason}

    def describe(self, column: Staged) -> str:
        """Return a description that depends on the name alone: same name, same text."""
        if column.name in self._documented:
            return f"\"{{{{ doc('{column.name}') }}}}\""
        if column.codes:
            return f"Open Dental's own code of {column.name.removesuffix('_code')}."
        return f"One {' '.join(column.name.removesuffix('_id').split('_'))}."

    def _stage(self, table: str, column: str, fact: dict[str, Any]) -> Staged:
        base = str(fact["type"]).split("(")[0].split(" ")[0]
        name = self._name(table, column, fact, base)
        value = f'"{column}"'
        personal = self._sensitive.get(table, {}).get(column) == "quasi_identifier"
        if column in self._naming["unset"].get(table, []):
            value = f"nullif({value}, -1)"
        if fact.get("enum") and fact.get("stored") != "name":
            return self._coded(column, name, value, fact["enum"], personal)
        group = "attributes"
        if name.endswith("_id") and base in INTEGERS:
            group = "keys"
            if column not in self.key(table) or len(self.key(table)) > 1:
                value = f"nullif({value}, 0)"
        elif base in {"double", "float", "decimal"}:
            group, value = "measures", f"{value}::numeric"
        elif fact.get("bool"):
            group, value = "flags", f"{value} <> 0"
        elif base in {"date", "datetime", "timestamp"}:
            group = "times"
            if base != "timestamp":
                cast = "date" if base == "date" else "timestamp"
                value = f"nullif({value}, '0001-01-01'::{cast})"
        return Staged(column, name, group, [f"{value} as {name},"], is_personal=personal)

    def _coded(self, column: str, name: str, value: str, enum: str, personal: bool) -> Staged:
        codes, raw = self._enums[enum], f"{value} as {name}_code,"
        if enum in self._naming["masks"]:
            return Staged(column, f"{name}_code", "attributes", [raw], is_personal=personal)
        text = all(isinstance(code, str) for code in codes)
        spelled = [f"'{code}'" if text else str(code) for code in codes]
        cases = [
            f"    when {code} then '{self._label(enum, member)}'"
            for code, member in zip(spelled, codes.values(), strict=True)
        ]
        lines = [raw, f"case {value}", *cases, f"end as {name},"]
        return Staged(column, f"{name}_code", "attributes", lines, spelled, text, personal)

    def _label(self, enum: str, member: str | list[str]) -> str:
        name, label = member if isinstance(member, list) else (member, None)
        if told := self._naming["labels"].get(enum, {}).get(name):
            return str(told)
        words = label.split() if label else CAMEL.findall(name)
        return "_".join(word.lower() for word in words) or "none"

    def _name(self, table: str, column: str, fact: dict[str, Any], base: str) -> str:
        told = self._naming["columns"]
        if name := told.get(f"{table}.{column}") or told.get(column):
            return str(name)
        if name := self._naming["keys"].get(column):
            return str(name)
        words = [word.lower() for word in CAMEL.findall(column)]
        dated = base in {"date", "datetime", "timestamp"}
        if dated:
            words = [word for word in words if word not in {"date", "time", "t"}] or ["dated"]
        if fact.get("ref") and base in INTEGERS:
            words = [word for word in words if word != "num"] + ["id"]
        text = "_".join(self._naming["words"].get(word, word) for word in words)
        if dated:
            return f"{text}_{'date' if base == 'date' else 'at'}"
        if fact.get("bool"):
            return text if FLAG.match(text) else f"is_{text}"
        if base == "double" and f"{table}.{column}" not in self._naming["measures"]:
            return f"{text.removesuffix('_amount')}_amount"
        return text


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
