"""`enamel backup` and `enamel restore`."""

from pathlib import Path
from typing import Annotated

import typer


def backup(
    folder: Annotated[
        Path, typer.Option(envvar="ENAMEL_BACKUP_FOLDER", help="Where backups are kept.")
    ] = Path("backups"),
    keep: Annotated[
        int | None, typer.Option(min=1, help="How many to keep; older ones are removed.")
    ] = None,
) -> None:
    """Write the warehouse and the bookmarks that belong to it into a new folder.

    The dump is Postgres' own (`pg_dump`, custom format), so it can be read without Enamel. It holds
    patients' data and is readable for its owner alone: keep it on an encrypted disk. Runs may go
    on meanwhile.
    """
    from enamel import settings
    from enamel.backup.archive import take
    from enamel.backup.manifest import DUMP, read

    path = take(settings.warehouse(), folder, keep)
    found = read(path)
    typer.echo(
        f"{path}: {len(found.rows)} tables, {sum(found.rows.values()):,} rows, "
        f"{(path / DUMP).stat().st_size / 1e6:,.1f} MB"
    )


def restore(
    backup: Annotated[Path, typer.Argument(help="A folder that `enamel backup` wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Drop what the warehouse holds first.")
    ] = False,
) -> None:
    """Put a backup into the warehouse: rows, rights and bookmarks.

    Checks the files, restores in one transaction, counts every table's rows against the backup,
    gives every role its rights again. The next run goes on from the backup's bookmarks; what the
    source deleted since is found by that run's comparison of keys.
    """
    from enamel import settings
    from enamel.backup import archive

    found = archive.restore(settings.warehouse(), backup, replace=replace)
    typer.echo(
        f"The warehouse as of {found.taken_at}: {len(found.rows)} tables, "
        f"{sum(found.rows.values()):,} rows, each as counted in the backup."
    )
