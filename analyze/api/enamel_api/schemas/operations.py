"""Rows about runs and freshness."""

from datetime import datetime

from pydantic import BaseModel, Field


class Run(BaseModel):
    """One run of tap and target."""

    run_id: str = Field(description="Names the run.")
    started_at: datetime = Field(description="When it began, UTC.")
    ended_at: datetime | None = Field(None, description="When it ended, UTC.")
    verdict: str = Field(description="How it ended: running, succeeded, failed, died.")
    selection: str = Field(description="Which tables.")
    seconds: float | None = Field(None, description="How long it took.")
    table_count: int = Field(description="Tables asked for.")
    loaded_count: int = Field(description="Tables that changed.")
    failed_count: int = Field(description="Tables that failed.")
    row_count: int = Field(description="Rows moved.")
    byte_count: int = Field(description="Bytes moved.")
    error: str = Field(description="What went wrong; empty if nothing did.")
    next_action: str = Field(description="What to do about it; empty if nothing.")


class RunTable(BaseModel):
    """One table of one run."""

    table_name: str = Field(description="Source table.")
    verdict: str = Field(description="running, loaded, unchanged, failed or unfinished.")
    read_at: datetime | None = Field(None, description="The moment of the source, UTC.")
    seconds: float = Field(description="How long it took.")
    lag_seconds: float | None = Field(None, description="From that moment until raw showed it.")
    row_count: int = Field(description="Rows moved.")
    written_count: int = Field(description="Rows written.")
    deleted_count: int = Field(description="Rows deleted.")
    error: str = Field(description="What went wrong; empty if nothing did.")
    next_action: str = Field(description="What to do about it; empty if nothing.")


class RunModel(BaseModel):
    """One model or test that dbt ran after a run."""

    node: str = Field(description="Name in the dbt project.")
    kind: str = Field(description="model, test, seed, snapshot or unit_test.")
    status: str = Field(description="success, pass, warn, fail, error or skipped.")
    seconds: float = Field(description="How long it took.")
    row_count: int | None = Field(None, description="Rows written.")
    failure_count: int | None = Field(None, description="Rows that a test found.")
    ended_at: datetime = Field(description="When, UTC.")


class Freshness(BaseModel):
    """One row per mart: when it was built."""

    mart: str = Field(description="Name of the mart.")
    built_at: datetime | None = Field(None, description="When its last build began, UTC.")


class TableFreshness(BaseModel):
    """One row per source table: how fresh raw is."""

    table_name: str = Field(description="Source table.")
    read_at: datetime | None = Field(
        None,
        description="The moment of the source that raw shows, UTC.",
    )
    last_verdict: str = Field(description="How the last attempt ended.")
