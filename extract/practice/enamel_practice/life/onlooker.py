"""The day's decisions, added to the sidecar with what an onlooker could have known of them."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from enamel_practice.behaviour.diary import KEYS, Draw, Mark, columns, lines
from enamel_practice.behaviour.model import Domain, logit
from enamel_practice.behaviour.write import FOLDER
from enamel_practice.errors import PracticeError
from enamel_practice.life.minds import Minds

Families = dict[int, list[Mark]]


def write_down(minds: Minds, folder: Path) -> None:
    """Add the pages that were kept today to the files of a sidecar, family by family.

    What the family decided before is read again from the files: the onlooker knows it.

    Raises:
        PracticeError: The files are of another generator.
    """
    for domain in minds.behaviour.domains:
        new: Families = defaultdict(list)
        for index, mark in minds.kept:
            if mark.domain is domain:
                new[index].append(mark)
        if not new:
            continue
        file = folder / FOLDER / f"{domain.name}.csv"
        header = list(columns(domain.name, domain))
        before = _earlier(file, header, domain, minds, new) if file.is_file() else {}
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = not file.exists()
        with file.open("a", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            if fresh:
                writer.writerow(header)
            for index in sorted(new):
                marks = new[index]
                known = _superseded(before.get(index, []), marks)
                writer.writerows(lines(domain, marks, minds.behaviour.family_share, known))
    minds.kept.clear()


def _earlier(
    file: Path, header: list[str], domain: Domain, minds: Minds, families: Iterable[int]
) -> Families:
    """Return what some families decided before, in the file's order."""
    found: Families = defaultdict(list)
    wanted = set(families)
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        if next(rows, None) != header:
            raise PracticeError(
                f"{file} has other columns than this generator writes.",
                "Make the practice anew with `enamel practice generate`.",
            )
        # The patient, or who answers for the account.
        who = 0 if KEYS[domain.name][0] == "Guarantor" else 2
        places: dict[str, tuple[int, int]] = {}
        for row in rows:
            if row[who] not in places:
                places[row[who]] = minds.where(int(row[who]))
            index, place = places[row[who]]
            if index in wanted:
                found[index].append(_mark(row, domain, minds, index, place))
    return found


def _mark(row: list[str], domain: Domain, minds: Minds, index: int, place: int) -> Mark:
    start = len(KEYS[domain.name])
    leaning = minds.leanings(index, place)[domain.topic]
    features = [float(it) for it in row[start + 1 : start + 1 + len(domain.features)]]
    key: tuple[Any, ...] = tuple(row[:start])
    made = datetime.fromisoformat(row[start])
    mark = Mark(minds.nobody, domain, place, leaning, made, key, features)
    at = start + 1 + len(domain.features)
    for target in domain.targets.values():
        true, _, outcome = row[at : at + 3]
        at += 3
        if true:
            # The logit that can be seen: the true one without the trait.
            visible = logit(float(true)) - target.latent * leaning
            draw = Draw(target, visible, float(true))
            draw.outcome = int(outcome) if outcome else -1
            mark.draws[target.name] = draw
    return mark


def _superseded(before: list[Mark], new: list[Mark]) -> list[Mark]:
    """Return earlier pages without what a later one says of the same thing."""
    latest: dict[tuple[tuple[str, ...], str], Mark] = {}
    for it in (*before, *new):
        for name in it.draws:
            latest[_thing(it), name] = it
    for it in before:
        for name in [name for name in it.draws if latest[_thing(it), name] is not it]:
            del it.draws[name]
    return before


def _thing(mark: Mark) -> tuple[str, ...]:
    return tuple(_text(it) for it in mark.key[:2])


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return str(value)
    return value.isoformat() if isinstance(value, date) else str(value)
