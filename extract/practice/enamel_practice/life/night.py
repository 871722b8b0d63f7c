"""The night: balances are aged, the date moves on."""

from datetime import timedelta

from enamel_practice.life.office import Office
from enamel_practice.tables import MARK


def close(office: Office) -> None:
    """Age every account for the next morning, and make it the practice's today."""
    tomorrow = office.today + timedelta(days=1)
    version = int(setting(office, "PayPlansVersion") or 2)
    for row in office.ask("aging", as_of=tomorrow, version=version):
        key = row.pop("PatNum")
        office.run(
            f"UPDATE patient SET {', '.join(f'{name} = %({name})s' for name in row)}"
            " WHERE PatNum = %(key)s",
            key=key, **row,
        )  # fmt: skip
    for head in office.ask(
        "SELECT PatNum FROM patient WHERE Guarantor <> PatNum AND BalTotal <> 0"
    ):
        office.run(
            "UPDATE patient SET Bal_0_30 = 0, Bal_31_60 = 0, Bal_61_90 = 0, BalOver90 = 0,"
            " BalTotal = 0, InsEst = 0, PayPlanDue = 0 WHERE PatNum = %(key)s",
            key=head["PatNum"],
        )  # fmt: skip
    for name in ("DateLastAging", MARK):
        office.run("UPDATE preference SET ValueString = %(day)s WHERE PrefName = %(name)s",
                   name=name, day=tomorrow.isoformat())  # fmt: skip
    office.today = tomorrow


def setting(office: Office, name: str) -> str | None:
    """Return a preference."""
    rows = office.ask("SELECT ValueString FROM preference WHERE PrefName = %(name)s", name=name)
    return rows[0]["ValueString"] if rows else None
