"""People who may sign in to the demo, one per role, each with a password made by chance."""

import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

from enamel_api import people

from enamel.reconciliation.run import connect_warehouse
from enamel.sandbox.record import write_private
from enamel.settings import warehouse

FILE = Path(".enamel/people.json")
ROLES = ("owner", "manager", "billing", "front_desk", "provider", "hygienist", "analyst", "auditor")
# Whose rows those see who see their own: whoever works most.
BUSIEST = {
    "provider": "select provider_id from marts.fct_appointments as app"
    " inner join marts.dim_providers as pro using (provider_id)"
    " where not pro.is_hygienist and provider_id > 0"
    " group by provider_id order by count(*) desc, provider_id limit 1",
    "hygienist": "select hygienist_id from marts.fct_appointments where hygienist_id > 0"
    " group by hygienist_id order by count(*) desc, hygienist_id limit 1",
}


@dataclass(frozen=True)
class Person:
    """Somebody of the demo."""

    name: str
    role: str
    password: str = field(repr=False)


def prepare(project: Path) -> list[Person]:
    """Return who may sign in, making them if the warehouse does not know them."""
    file = project / FILE
    known = {user["user_name"] for user in people.list_users()}
    if file.is_file():
        found = [Person(**it) for it in json.loads(file.read_text(encoding="utf-8"))]
        if {it.name for it in found} <= known:
            return found
    made = []
    with connect_warehouse(warehouse()) as connection:
        for role in ROLES:
            row = connection.execute(BUSIEST[role].encode()).fetchone() if role in BUSIEST else None
            person = Person(role.replace("_", ""), role, secrets.token_urlsafe(12))
            people.create_user(person.name, role, row[0] if row else None, person.password)
            made.append(person)
    write_private(file, json.dumps([asdict(it) for it in made], indent=2) + "\n")
    return made
