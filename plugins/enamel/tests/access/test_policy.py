"""What load/roles.yml may say."""

from pathlib import Path

import pytest
from enamel.access import policy
from enamel.errors import EnamelError

GOOD = """
login: enamel_api
own_rows:
  setting: enamel.provider_id
  columns: [provider_id]
  whole: [dim_dates]
  patients_in: [marts.fct_visits]
own_clinics:
  setting: enamel.clinic_ids
  column: clinic_id
  whole: [dim_codes]
roles:
  enamel_owner:
    who: Owner
    reads:
      marts: {all: true}
      identity: {only: {named_patients: [patient_id, last_name], named_users: all}, rows: own}
"""


def read(tmp_path: Path, text: str) -> policy.Policy:
    """Read a file of this text."""
    file = tmp_path / "roles.yml"
    file.write_text(text, encoding="utf-8")
    return policy.read(file)


def test_the_file_is_read_as_it_is_written(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)
    assert found.roles == {"enamel_owner": "Owner"}
    marts, identity = found.rights
    assert marts.is_all
    assert not marts.own_rows
    assert identity.only == {"named_patients": ("patient_id", "last_name"), "named_users": None}
    assert identity.own_rows
    assert not identity.own_clinics


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{all: true}", "{al: true}", "does not know al"),
        ("{all: true}", "{all: false}", "knows `all: true`"),
        ("{all: true}", "{}", "says nothing"),
        ("{all: true}", "{all: true, rows: mine}", "rows: own"),
        ("{all: true}", "{all: true, rows: clinics}", "rows: own clinics"),
        ("column: clinic_id", "column: clinic_id or true", "is not a column"),
        ("{all: true}", "{all: true, only: {dim_dates: all}}", "`only` and something beside"),
        ("marts: {all", "raw: {all", "loader's alone"),
        ("enamel_owner:", "owner:", "is not a role"),
        ("enamel_owner:", '"enamel_x; drop role y":', "is not a role"),
        ("[provider_id]", '["provider_id = 1 or true"]', "is not a name"),
        ("who: Owner", "whom: Owner", "does not know whom"),
        ("login: enamel_api", "login: 7", "is not an account"),
        ("login: enamel_api", "login: [", "cannot be read"),
        ("[marts.fct_visits]", "fct_visits", "is no list"),
    ],
)
def test_what_means_nothing_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(EnamelError) as error:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert says in error.value.reason


def test_every_model_has_a_domain() -> None:
    assert policy.domains()["marts", "dim_patients"] == "patients"
    assert policy.domains()["identity", "named_users"] == "audit"


def test_the_reviewed_file_names_models_and_columns_there_are() -> None:
    wanted = policy.read()
    models = {relation for _, relation in policy.domains()}
    names = {*wanted.own_rows.whole, *wanted.own_clinics.whole}
    for right in wanted.rights:
        names |= {*right.also, *right.except_for, *(right.only or {})}
    assert names <= models
    assert {it.partition(".")[2] for it in wanted.own_rows.patients_in} <= models
    domains = set(policy.domains().values())
    assert {it for right in wanted.rights for it in right.domains} <= domains
