"""The audit log: no answer leaves before its entry is written."""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from enamel_api.database import Database, query
from enamel_api.problems import request_id

if TYPE_CHECKING:
    from enamel_api.access import Identity

PERSONAL = frozenset({"last_name", "first_name", "phone", "birth_date", "patients"})
"""Parts of a question that are never written down; that they were asked for is. Whose rows were
shown has a column of its own."""


class Audit:
    """Writes who asked what, and what they got to see."""

    def __init__(
        self, database: Database, identity: "Identity", address: str, method: str, endpoint: str
    ) -> None:
        """Keep what is known before the answer."""
        self.database = database
        self.identity = identity
        self.address = address
        self.method = method
        self.endpoint = endpoint

    async def answered(
        self,
        asked: Mapping[str, Any],
        row_count: int,
        *,
        classes: Iterable[str] = (),
        patients: Iterable[int] = (),
        export_hash: str | None = None,
        status: int = 200,
    ) -> None:
        """Write an answer down.

        Args:
            asked: The question's parameters.
            row_count: Rows in the answer.
            classes: Classes of identifiers it shows, as `patient_id` or `phone`.
            patients: Whose rows it shows.
            export_hash: SHA-256 of an exported file.
            status: The status it is sent with.
        """
        kept = {
            name: "(given)" if name in PERSONAL else value
            for name, value in asked.items()
            if value is not None
        }
        await self.database.own(
            query("service/audit"),
            {
                "request_id": request_id.get(),
                "actor": self.identity.actor,
                "role": self.identity.role,
                "provider_id": self.identity.provider_id,
                "clinic_ids": list(self.identity.clinic_ids),
                "address": self.address,
                "method": self.method,
                "endpoint": self.endpoint,
                "filter": json.dumps(kept, default=str),
                "status": status,
                "row_count": row_count,
                "classes": sorted(set(classes)),
                "patients": sorted(set(patients)),
                "export_hash": export_hash,
            },
        )

    async def refused(self, status: int) -> None:
        """Write down that somebody we know was refused."""
        await self.answered({}, 0, status=status)
