"""Strict reading of a hand-written YAML file: every complaint names file, key and next action."""

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import yaml

from enamel.errors import EnamelError

Place = tuple[str, ...]


class _Loader(yaml.CSafeLoader):
    """The C loader, with one thing more: a key given twice is an error, not the last one's win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if (name := str(key.value)) in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"key {name!r} is given twice", problem_mark=key.start_mark
                )
            seen.add(name)
        return super().construct_mapping(node, deep)


def load_yaml(path: Path, name: str) -> object:
    """Return a YAML file's content.

    Args:
        path: The file.
        name: What to call it in an error.

    Raises:
        EnamelError: It is missing, unreadable, or no YAML.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as error:
        raise EnamelError(
            f"{name} cannot be read: {error.strerror}.", f"Restore it: `git checkout -- {name}`."
        ) from error
    except UnicodeDecodeError as error:
        raise EnamelError(f"{name} is not UTF-8.", "Save it as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{name}, line {mark.line + 1}" if mark else name
        raise EnamelError(
            f"{where}: not readable as YAML: {error.problem}.", "Correct that line, or one before."
        ) from error
    except yaml.YAMLError as error:
        raise EnamelError(f"{name}: not readable as YAML.", "Correct the file.") from error


class Reader:
    """Checks values; `place` is the way of keys to a value, as in `tables.patient.phase`."""

    def __init__(self, file: str) -> None:
        """Remember which file we are reading."""
        self._file = file

    def fail(self, place: Place, reason: str, instruction: str | None = None) -> NoReturn:
        """Complain about a place in the file."""
        raise EnamelError(
            f"{self._file}: {'.'.join(place) or 'the file'}: {reason}.",
            instruction or f"Correct it in {self._file}.",
        )

    def known(self, place: Place, name: object, names: Collection[Any], kind: str) -> None:
        """Complain unless a name is one of those that exist, and offer the nearest."""
        if name in names:
            return
        near = nearest(str(name), map(str, names))
        alike = near is not None and near != str(name)
        offer = f"Did you mean `{near}`?" if alike else f"Correct it in {self._file}, or remove it."
        self.fail(place, f"unknown {kind} `{name}`", offer)

    def mapping(
        self,
        value: object,
        place: Place,
        readers: Mapping[Any, Callable[["Reader", object, Place], Any]],
        required: Iterable[str] = (),
    ) -> dict[Any, Any]:
        """Return a map of which every key is known, each value read by its own reader."""
        given = self._map(value, place)
        for key in given:
            self.known((*place, str(key)), key, readers.keys(), "key")
        for key in required:
            if key not in given:
                self.fail((*place, key), "the key is missing")
        return {key: readers[key](self, it, (*place, str(key))) for key, it in given.items()}

    def by_name(
        self, value: object, place: Place, read: Callable[["Reader", object, Place], Any]
    ) -> dict[str, Any]:
        """Return a map with names of the writer's own as keys."""
        given = self._map(value, place)
        return {
            self.text(key, (*place, str(key))): read(self, it, (*place, str(key)))
            for key, it in given.items()
        }

    def texts_by_name(self, value: object, place: Place) -> dict[str, str]:
        """Return a map from names to texts."""
        return self.by_name(value, place, Reader.text)

    def texts(self, value: object, place: Place) -> tuple[str, ...]:
        """Return a list of texts, none of them twice."""
        if not isinstance(value, list):
            self.fail(place, f"a list is needed, not {_kind(value)}")
        texts = tuple(self.text(it, place) for it in value)
        for text in texts:
            if texts.count(text) > 1:
                self.fail(place, f"`{text}` is listed twice")
        return texts

    def text(self, value: object, place: Place) -> str:
        """Return a text that says something."""
        if not isinstance(value, str):
            self.fail(place, f"a text is needed, not {_kind(value)}")
        if not value.strip():
            self.fail(place, "the text is empty")
        return value

    def flag(self, value: object, place: Place) -> bool:
        """Return true or false."""
        if not isinstance(value, bool):
            self.fail(place, f"true or false is needed, not {_kind(value)}")
        return value

    def integer(self, value: object, place: Place, least: int, most: int) -> int:
        """Return a whole number between two bounds."""
        if not isinstance(value, int) or isinstance(value, bool):
            self.fail(place, f"a whole number is needed, not {_kind(value)}")
        if not least <= value <= most:
            self.fail(place, f"{value} is not between {least} and {most}")
        return value

    def choice(self, value: object, place: Place, choices: Collection[Any]) -> Any:
        """Return one of a few words."""
        if isinstance(value, bool) or value not in choices:
            near = nearest(str(value), map(str, choices))
            allowed = ", ".join(map(str, choices))
            offer = f"Did you mean `{near}`? " if near else ""
            self.fail(place, f"`{value}` is not allowed", f"{offer}Allowed: {allowed}.")
        return value

    def _map(self, value: object, place: Place) -> dict[Any, Any]:
        if not isinstance(value, dict):
            self.fail(place, f"keys and values are needed, not {_kind(value)}")
        return value


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the word that looks most like another, if any does; the case of letters is nothing."""
    folded = {it.casefold(): it for it in words}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def _kind(value: object) -> str:
    kinds = {dict: "keys and values", list: "a list", str: "a text", bool: "a flag"}
    if value is None:
        return "nothing"
    return kinds.get(type(value), f"`{value}`")
