"""`enamel sandbox`: private servers for the demo and for development."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from enamel.errors import EnamelError
from enamel.printing import Format, FormatOption, OutputOption, opened, print_csv, print_json
from enamel.project import project_root

if TYPE_CHECKING:
    from typing import TextIO

    from enamel.sandbox.servers import ServerStatus
    from enamel.settings import Connection

# Everything else is imported inside: `enamel --help` needs no database driver.

DEFAULT = "demo"
NOT_RUNNING = 3

app = typer.Typer(
    help="Private MariaDB and Postgres in .enamel/sandbox/<name>/.", no_args_is_help=True
)

Name = Annotated[str, typer.Option(help="Which sandbox; several can run side by side.")]


@app.command()
def up(name: Name = DEFAULT) -> None:
    """Start the servers; make them on the first call. Safe to run again.

    Where MariaDB or Postgres are not installed, their packages are fetched without root into
    .enamel/bin. The sandbox `demo` also writes .env, unless that file is yours.
    """
    from enamel.sandbox import env_file, servers

    started = servers.start(folder_of(name))
    for title, connection in (("source", started.source), ("warehouse", started.warehouse)):
        typer.echo(f"{title}: {connection.url.render_as_string()}")
    if name == DEFAULT:
        wanted = env_file.values(started.source, started.warehouse)
        if not env_file.write(project_root(), wanted) and not _points_here(wanted):
            typer.echo(
                "notice: .env is yours and was left alone; it points elsewhere. "
                "`enamel sandbox status --format json` shows this sandbox's settings.",
                err=True,
            )


@app.command()
def down(
    name: Name = DEFAULT,
    everything: Annotated[bool, typer.Option("--all", help="Every sandbox here.")] = False,
    purge: Annotated[bool, typer.Option("--purge", help="Also remove the data.")] = False,
) -> None:
    """Stop the servers. Their data stays unless --purge."""
    from enamel.dashboard import serving
    from enamel.sandbox import env_file, servers

    folder = folder_of(name)
    if everything or name == DEFAULT:
        serving.down(project_root())
    for each in sorted(folder.parent.glob("*/")) if everything else [folder]:
        stopped = servers.stop(each, purge=purge)
        if purge and each.name == DEFAULT:
            env_file.remove(project_root())
        typer.echo(
            f"{each.name}: {'stopped' if stopped else 'nothing was running'}"
            f"{', data removed' if purge else ''}"
        )


@app.command()
def status(
    name: Name = DEFAULT,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show the servers. Exit code 0 when both run, 3 when not.

    The JSON holds the passwords; table and CSV do not.
    """
    from enamel.sandbox import servers

    found = servers.status(folder_of(name))
    with opened(output) as file:
        if output_format is Format.JSON:
            print_json(as_json(name, folder_of(name), found), file)
        elif output_format is Format.CSV:
            print_csv([_row(server) for server in found], file)
        else:
            _print(name, found, file)
    if not all(server.running for server in found):
        raise typer.Exit(NOT_RUNNING)


def folder_of(name: str) -> Path:
    """Return a sandbox's folder.

    Raises:
        EnamelError: The name would leave the folder of the sandboxes.
    """
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", name):
        raise EnamelError(
            "A sandbox's name is one word of letters, digits, - and _.",
            "Choose another --name.",
        )
    return project_root() / ".enamel" / "sandbox" / name


def as_json(name: str, folder: Path, found: "list[ServerStatus]") -> dict[str, Any]:
    """Return a sandbox's status for programs."""
    return {
        "name": name,
        "folder": str(folder),
        "running": all(server.running for server in found),
        "source_url": plain_url(found[0].connection),
        "warehouse_url": plain_url(found[1].connection),
        "servers": {
            server.engine: {
                "running": server.running,
                "pid": server.pid,
                "port": server.connection.port if server.connection else None,
                "socket": str(server.socket) if server.socket else None,
                "version": server.version,
                "binary": server.binary,
                "log": str(server.log),
            }
            for server in found
        },
    }


def plain_url(connection: "Connection | None") -> str | None:
    """Return a connection as every client understands it, password included."""
    if not connection:
        return None
    backend = connection.url.get_backend_name()
    return connection.url.set(drivername=backend).render_as_string(hide_password=False)


def _points_here(wanted: dict[str, str]) -> bool:
    from enamel import settings

    existing = settings.read_env_file(project_root() / ".env")
    return wanted.items() <= existing.items()


def _row(server: "ServerStatus") -> dict[str, Any]:
    connection = server.connection
    return {
        "server": server.engine,
        "state": "running" if server.running else "stopped",
        "pid": server.pid,
        "address": f"{connection.host}:{connection.port}" if connection else None,
        "database": connection.database if connection else None,
        "version": server.version,
    }


def _print(name: str, found: "list[ServerStatus]", file: "TextIO | None") -> None:
    from rich.console import Console
    from rich.table import Table

    rows = [_row(server) for server in found]
    table = Table(*rows[0], title=f"Sandbox {name}")
    for row in rows:
        table.add_row(*("" if it is None else str(it) for it in row.values()))
    Console(file=file, highlight=False).print(table)
