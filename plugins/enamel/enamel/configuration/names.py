"""Which settings there are: a name that is none is a typing error, and is refused."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from enamel.configuration.effective import known
from enamel.errors import EnamelError

if TYPE_CHECKING:
    from enamel.tenants.file import Tenants

PREFIX = "ENAMEL_"
PARTS = ("HOST", "PORT", "USER", "PASSWORD", "DATABASE", "SSL_MODE", "SSL_CA")
OURS = {
    "ENAMEL_GROUP_SNAPSHOT": "`enamel group build` tells dbt which files it reads",
    "ENAMEL_MANIFEST": "`--manifest` of `enamel lineage`",
    "ENAMEL_NEW_PASSWORD": "the password for `enamel users create`, where there is no terminal",
    "ENAMEL_PICTURES": "where the tests of the dashboard put pictures",
    "ENAMEL_PRACTICE": "`enamel tenants` tells a practice's programs its key",
    "ENAMEL_PRACTICE_CLINICS": "and what the group calls its clinics",
    "ENAMEL_PRACTICE_NAME": "and its name",
    "ENAMEL_RUNS_FOLDER": "where the runner keeps journals; the tests have folders of their own",
    "ENAMEL_RUN_ID": "`enamel run` tells tap and target which run they are",
}
"""What programs and tests tell each other; nobody writes these into `.env`."""


def check(root: Path, names: Iterable[str], tenants: "Tenants") -> str:
    """Hold every name to .env.template, to the tenants' references, and to what programs tell.

    Raises:
        EnamelError: A name is none of them.
    """
    there = set(known(root))
    references = {it for one in tenants.practices.values() for it in (one.source, one.warehouse)}
    if tenants.group:
        references.add(tenants.group.warehouse)
    referred = {f"{reference}_{part}" for reference in references for part in PARTS}
    ours = {it for it in names if it.startswith(PREFIX)}
    if unknown := sorted(ours - there - referred - set(OURS)):
        near = get_close_matches(unknown[0], sorted(there), n=1)
        raise EnamelError(
            f"There is no setting {', '.join(unknown)}.",
            f"Did you mean {near[0]}?" if near else ".env.template has every setting there is.",
        )
    return f"{len(ours)} settings"
