"""Patients behave as the model says, and the sidecar says what could be known of it."""

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from enamel_practice.batch import Batch
from enamel_practice.behaviour.model import Behaviour, Domain
from enamel_practice.behaviour.summary import auc, write_summary
from enamel_practice.behaviour.traits import draw_traits, leanings
from enamel_practice.collect import Collected
from enamel_practice.config import PracticeConfig
from enamel_practice.errors import PracticeError
from enamel_practice.generate import behaviour_of, generate
from enamel_practice.sidecar import divert

Lines = dict[str, list[dict[str, str]]]


def written(config: PracticeConfig, folder: Path) -> tuple[Lines, dict[str, Any]]:
    """Return a practice's sidecar: the lines of its files, and its summary."""
    for _ in divert(generate(config), folder):
        pass
    summary = write_summary(folder, behaviour_of(config), config.today, coin_flip=config.coin_flip)
    found: Lines = {}
    for file in sorted((folder / "behaviour").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            found[file.stem] = list(csv.DictReader(stream))
    return found, json.loads(summary.read_text(encoding="utf-8"))["targets"]


@pytest.fixture(scope="module")
def default(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lines, dict[str, Any]]:
    """The sidecar of the default practice."""
    return written(PracticeConfig(), tmp_path_factory.mktemp("default"))


@pytest.fixture(scope="module")
def coins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lines, dict[str, Any]]:
    """The sidecar of a practice whose patients decide by coins."""
    config = PracticeConfig(patients=2_000, coin_flip=True)
    return written(config, tmp_path_factory.mktemp("coins"))


def fit(domain: Domain, target: str, lines: list[dict[str, str]]) -> dict[str, tuple[float, float]]:
    """Return a plain logistic model's coefficients and their errors, by feature that varies."""
    drawn = [line for line in lines if line[target]]
    features = [it for it in domain.features if len({line[it] for line in drawn}) > 1]
    rows = np.array([[1.0, *(float(line[it]) for it in features)] for line in drawn])
    outcomes = np.array([float(line[target]) for line in drawn])
    weights = np.zeros(rows.shape[1])
    for _ in range(12):
        guesses = 1 / (1 + np.exp(-rows @ weights))
        curve = (rows * (guesses * (1 - guesses))[:, None]).T @ rows
        weights += np.linalg.solve(curve, rows.T @ (outcomes - guesses))
    errors = np.sqrt(np.diag(np.linalg.inv(curve)))
    return dict(zip(features, zip(weights[1:], errors[1:], strict=True), strict=True))


def test_a_logistic_model_finds_the_signs_that_are_stated(
    default: tuple[Lines, dict[str, Any]],
) -> None:
    behaviour, checked = behaviour_of(PracticeConfig()), 0
    for domain in behaviour.domains:
        for name, target in domain.targets.items():
            found = fit(domain, name, default[0][domain.name])
            stated = dict(zip(domain.features, target.coefficients, strict=True))
            for feature, (weight, error) in found.items():
                # What is small beside its error may come out either way.
                if abs(stated[feature]) > 3 * error:
                    assert weight * stated[feature] > 0, (name, feature)
                    checked += 1
    assert checked > 30


def test_the_best_no_show_model_is_as_good_as_intended(
    default: tuple[Lines, dict[str, Any]],
) -> None:
    figures = default[1]["no_show"]
    assert 0.73 < figures["attainable_auc"] < 0.78
    assert 0.64 < figures["attainable_auc_observable"] < figures["attainable_auc"]


def test_true_probabilities_are_true(default: tuple[Lines, dict[str, Any]]) -> None:
    for name, figures in default[1].items():
        noise = (figures["base_rate"] * (1 - figures["base_rate"]) / figures["count"]) ** 0.5
        assert abs(figures["base_rate"] - figures["mean_probability"]) < 4 * noise, name
        assert figures["brier"] <= figures["brier_observable"], name
        assert figures["attainable_auc"] > figures["attainable_auc_observable"] > 0.5, name


def test_coins_know_nothing(coins: tuple[Lines, dict[str, Any]]) -> None:
    lines, summary = coins
    behaviour = behaviour_of(PracticeConfig(patients=2_000, coin_flip=True))
    for domain in behaviour.domains:
        for name in domain.targets:
            drawn = [line for line in lines[domain.name] if line[name]]
            assert len({line[f"{name}_probability"] for line in drawn}) == 1
            assert summary[name]["attainable_auc"] == 0.5
            outcomes = np.array([float(line[name]) for line in drawn])
            noise = 1 / (12 * min(outcomes.sum(), (1 - outcomes).sum())) ** 0.5
            for feature in domain.features:
                if feature == "confirmed" and name in ("early_change", "confirm"):
                    continue  # not yet known then
                values = np.array([float(line[feature]) for line in drawn])
                area = auc(values, outcomes)
                assert area is not None
                assert abs(area - 0.5) < 4.5 * noise, (name, feature)


def test_members_of_a_family_are_alike_and_strangers_are_not() -> None:
    behaviour = behaviour_of(PracticeConfig())
    pairs = [
        [leanings(behaviour, it) for it in draw_traits(1, family, 2, behaviour.family_share)]
        for family in range(3_000)
    ]
    for domain in range(4):
        first = [a[domain] for a, _ in pairs]
        second = [b[domain] for _, b in pairs]
        assert abs(np.corrcoef(first, second)[0, 1] - behaviour.family_share) < 0.08
        assert abs(np.corrcoef(first, second[1:] + second[:1])[0, 1]) < 0.08
        assert abs(np.std(first) - 1) < 0.06


def test_families_miss_visits_together(practice: Collected) -> None:
    heads = {row["PatNum"]: row["Guarantor"] for row in practice.own("patient")}
    odds: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for line in practice.sidecar["behaviour/attendance"]:
        if line["no_show"] != "":
            odds[heads[line["PatNum"]]][line["PatNum"]].append(line["no_show_probability"])
    pairs = [[np.mean(it) for it in list(members.values())[:2]] for members in odds.values()
             if len(members) > 1]  # fmt: skip
    assert len(pairs) > 200
    left, right = zip(*pairs, strict=True)
    assert np.corrcoef(left, right)[0, 1] > 0.25
    assert abs(np.corrcoef(left, right[1:] + right[:1])[0, 1]) < 0.2


def test_what_was_drawn_is_what_the_tables_show(practice: Collected) -> None:
    missed = {
        (row["AptNum"], row["AptDateTime"])
        for row in practice.own("histappointment")
        if row["HistApptAction"] == 2
    }
    lines = practice.sidecar["behaviour/attendance"]
    assert {(it["AptNum"], it["AptDateTime"]) for it in lines if it["no_show"] == 1} == missed
    kept = {row["AptNum"] for row in practice.own("appointment") if row["AptStatus"] == 2}
    stood = {it["AptNum"] for it in lines if it["no_show"] == 0 and it["late_cancel"] != 1}
    assert kept == stood


def test_a_bill_that_is_paid_in_time_is_paid_in_time(practice: Collected) -> None:
    paid: dict[int, int] = defaultdict(int)
    days = practice.by("procedurelog", "ProcNum")
    for row in practice.own("paysplit"):
        if row["ProcNum"] in days and not row["UnearnedType"]:
            late = (row["DatePay"] - days[row["ProcNum"]]["ProcDate"]).days
            paid[row["ProcNum"]] += late <= 60
    rates = {}
    for outcome in (0, 1):
        lines = [it for it in practice.sidecar["behaviour/payment"] if it["paid_60"] == outcome
                 and (practice.config.today - it["ProcDate"]).days > 60]  # fmt: skip
        rates[outcome] = sum(paid[it["ProcNum"]] > 0 for it in lines) / len(lines)
    # Some splits stand on no procedure, and some that are late pay a half at once.
    assert rates[1] > 0.9
    assert rates[0] < 0.2


def test_a_stream_that_breaks_off_leaves_the_sidecar_as_it_was(tmp_path: Path) -> None:
    def broken() -> Any:
        yield Batch("behaviour/attendance", ("a",), [(1,)])
        raise PracticeError("It broke.", "Try again.")

    for _ in divert([Batch("behaviour/attendance", ("a",), [(7,)])], tmp_path):
        pass
    with pytest.raises(PracticeError, match="broke"):
        list(divert(broken(), tmp_path))
    assert (tmp_path / "behaviour/attendance.csv").read_text() == "a\n7\n"


def test_the_model_names_only_features_of_its_domain() -> None:
    behaviour: Behaviour = behaviour_of(PracticeConfig())
    for domain in behaviour.domains:
        assert abs(sum(it * it for it in domain.weights) - 1) < 1e-9
        assert all(len(it.coefficients) == len(domain.features) for it in domain.targets.values())
