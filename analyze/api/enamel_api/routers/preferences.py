"""What a person keeps of the pages: saved filters, looks. No patient is in it."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict, Field

from enamel_api.database import query
from enamel_api.routers.asking import Asks

router = APIRouter(prefix="/preferences", tags=["preferences"])
Word = Annotated[str, Field(max_length=200)]
Name = Annotated[str, Field(max_length=50, pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$")]


class SavedFilter(BaseModel):
    """A view of a page, as its address has it."""

    model_config = ConfigDict(extra="forbid")
    title: str = Field(min_length=1, max_length=80, description="What it is called.")
    page: str = Field(pattern=r"^/[a-z0-9/_-]{0,100}$", description="Which page.")
    filters: dict[Name, Word] = Field(max_length=20, description="Its filters.")


class Preferences(BaseModel):
    """Everything a person keeps."""

    model_config = ConfigDict(extra="forbid")
    looks: dict[Name, Word | int | bool] = Field(
        default_factory=dict, max_length=50, description="Theme, density, columns and the like."
    )
    saved_filters: list[SavedFilter] = Field(default_factory=list, max_length=50)


class Kept(Preferences):
    """What was kept, and when."""

    changed_at: datetime | None = Field(None, description="When, UTC; null if nothing is kept.")


@router.get("")
async def preferences(asks: Asks) -> Kept:
    """What you keep."""
    rows = await asks.database.own(query("service/preferences"), {"owner": asks.identity.actor})
    await asks.audit.answered({}, len(rows))
    if not rows:
        return Kept(changed_at=None)
    return Kept(**rows[0]["preferences"], changed_at=rows[0]["changed_at"])


@router.put("")
async def keep(asks: Asks, new: Preferences) -> Kept:
    """Keep this instead of what you kept before."""
    rows = await asks.database.own(
        query("service/preferences_keep"),
        {"owner": asks.identity.actor, "preferences": Jsonb(new.model_dump(mode="json"))},
    )
    await asks.audit.answered({}, 1)
    return Kept(**rows[0]["preferences"], changed_at=rows[0]["changed_at"])
