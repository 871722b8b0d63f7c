"""`enamel serve`, `enamel keys`, `enamel users`."""

from pathlib import Path
from typing import Annotated, Any

import typer
from enamel.printing import Format, FormatOption, OutputOption, opened, print_rows

# Everything else is imported inside: `enamel --help` needs no web framework.

keys_app = typer.Typer(help="API keys: each acts as one role and expires.", no_args_is_help=True)
users_app = typer.Typer(help="People who sign in to the dashboard.", no_args_is_help=True)

RoleOption = Annotated[
    str, typer.Option("--role", help="A role of load/roles.yml, with or without `enamel_`.")
]
ProviderOption = Annotated[
    int | None, typer.Option("--provider", help="Whose rows, where the role sees its own.", min=1)
]

ClinicOption = Annotated[
    list[int] | None,
    typer.Option(
        "--clinic",
        help="Which clinic's rows, where the role sees those of its own; may come several times.",
        min=0,
    ),
]
PasswordOption = Annotated[
    str,
    typer.Option(
        prompt=True,
        hide_input=True,
        confirmation_prompt=True,
        envvar="ENAMEL_NEW_PASSWORD",
        help="Asked for on a terminal; programs set the variable.",
    ),
]


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes.", min=1, max=32)] = 1,
    print_openapi: Annotated[
        bool, typer.Option("--print-openapi", help="Print the description and stop.")
    ] = False,
    tls_certificate: Annotated[
        str | None, typer.Option("--tls-certificate", help="PEM file; with --tls-key.")
    ] = None,
    tls_key: Annotated[str | None, typer.Option("--tls-key", help="PEM file.")] = None,
) -> None:
    """Serve the API and the dashboard.

    Where the account that owns the warehouse is known (ENAMEL_WAREHOUSE_USER), the API's own schema
    is brought up to date first. The server itself knows the account `enamel_api` alone.
    """
    if print_openapi:
        from enamel_api.openapi import description

        typer.echo(description())
        return
    from enamel_api.server import run

    _checked(run, host, port, workers, tls_certificate, tls_key)


@keys_app.command("create")
def create_key(
    role: RoleOption,
    provider: ProviderOption = None,
    clinic: ClinicOption = None,
    label: Annotated[str, typer.Option(help="What the key is for.")] = "",
    days: Annotated[int, typer.Option(help="Days until it expires.", min=1, max=3650)] = 90,
    scope: Annotated[
        list[str] | None,
        typer.Option(help="Only this resource, as `reports`; may come several times."),
    ] = None,
    per_minute: Annotated[int | None, typer.Option(help="Requests a minute.", min=1)] = None,
    per_hour: Annotated[int | None, typer.Option(help="Requests an hour.", min=1)] = None,
) -> None:
    """Make a key and print it; it is shown this once and kept nowhere."""
    from enamel_api import people

    made = _checked(
        people.create_key,
        role,
        provider,
        label,
        days,
        scope or [],
        per_minute,
        per_hour,
        clinic or (),
    )
    typer.echo(made)
    _warn(role, provider, clinic)


@keys_app.command("list")
def list_keys(output_format: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """List keys: id, role, expiry; never the key."""
    from enamel_api import people

    _show(_checked(people.list_keys), output_format, output)


@keys_app.command("rotate")
def rotate_key(
    key_id: Annotated[str, typer.Argument(help="Id of the key, as `enamel keys list` shows it.")],
    days: Annotated[int, typer.Option(help="Days until the new one expires.", min=1)] = 90,
    overlap_hours: Annotated[
        float, typer.Option(help="Hours for which the old one still works.", min=0)
    ] = 24,
) -> None:
    """Make a key in the place of another and print it; the old one ends after the overlap."""
    from enamel_api import people

    typer.echo(_checked(people.rotate_key, key_id, days, overlap_hours))


@keys_app.command("revoke")
def revoke_key(key_id: Annotated[str, typer.Argument(help="Id of the key.")]) -> None:
    """End a key now."""
    from enamel_api import people

    _checked(people.revoke_key, key_id)
    typer.echo(f"{key_id} opens nothing any more.")


@users_app.command("create")
def create_user(
    user_name: Annotated[str, typer.Argument(help="Letters, digits and . _ @ -")],
    role: RoleOption,
    provider: ProviderOption = None,
    clinic: ClinicOption = None,
    password: PasswordOption = "",
) -> None:
    """Let a person sign in; the password is asked for, never an argument of the command line."""
    from enamel_api import people

    _checked(people.create_user, user_name, role, provider, password, clinic or ())
    typer.echo(f"{user_name} may sign in.")
    _warn(role, provider, clinic)


@users_app.command("password")
def change_password(
    user_name: Annotated[str, typer.Argument(help="Who.")], password: PasswordOption = ""
) -> None:
    """Give a person another password; their sessions end, role and clinics stay."""
    from enamel_api import people

    _checked(people.change_password, user_name, password)
    typer.echo(f"{user_name} signs in with the new password from now on.")


@users_app.command("disable")
def disable_user(user_name: Annotated[str, typer.Argument(help="Who.")]) -> None:
    """End a person's sessions and let them in no more."""
    from enamel_api import people

    _checked(people.disable_user, user_name)
    typer.echo(f"{user_name} is let in no more.")


@users_app.command("list")
def list_users(output_format: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """List who may sign in."""
    from enamel_api import people

    _show(_checked(people.list_users), output_format, output)


def _warn(role: str, provider: int | None, clinics: list[int] | None) -> None:
    """Say what a role of own rows still needs."""
    from enamel_api import people

    if option := _checked(people.lacking, role, provider, clinics or ()):
        typer.echo(f"{role} sees its own rows alone: without {option}, none.", err=True)


def _checked(function: Any, *values: Any) -> Any:
    """Call, and show an expected failure as the rest of the command does."""
    from enamel.errors import EnamelError

    from enamel_api.errors import ApiError

    try:
        return function(*values)
    except ApiError as error:
        raise EnamelError(error.reason, error.instruction, exit_code=error.exit_code) from error


def _show(rows: list[dict[str, Any]], output_format: Format, output: Path | None) -> None:
    with opened(output) as file:
        print_rows(rows, output_format, file, none="None.")
