"""`enamel deploy`."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Put what is built where people use it.")


@app.callback()
def root() -> None:
    """Put what is built where people use it."""


@app.command()
def dashboard(
    bucket: Annotated[
        str, typer.Option(envvar="ENAMEL_DASHBOARD_BUCKET", help="The S3 bucket.")
    ] = "",
    distribution: Annotated[
        str,
        typer.Option(envvar="ENAMEL_DASHBOARD_DISTRIBUTION", help="CloudFront's distribution."),
    ] = "",
    built: Annotated[
        Path | None, typer.Option(help="The built dashboard; analyze/dashboard/dist by default.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Do it; without, only say.")] = False,
) -> None:
    """Send the built dashboard to S3 and have CloudFront ask for it again.

    Says what it would do; `--apply` does it. Bucket and distribution are named explicitly, since
    whoever opens the page trusts it: there is no default. orchestrate/deploy/aws makes both.
    """
    from enamel.deploy.dashboard import carry_out, plan
    from enamel.errors import EnamelError
    from enamel.project import project_root

    missing = [
        name
        for name, value in (
            ("ENAMEL_DASHBOARD_BUCKET", bucket),
            ("ENAMEL_DASHBOARD_DISTRIBUTION", distribution),
        )
        if not value
    ]
    if missing:
        raise EnamelError(
            f"Where to is not said: {' and '.join(missing)}.",
            "Set them, or give --bucket and --distribution. They are outputs of the stack of "
            "orchestrate/deploy/aws.",
        )
    try:
        import boto3
    except ModuleNotFoundError as error:
        raise EnamelError(
            "boto3 is not installed.", "Run `uv sync --extra aws` in the project."
        ) from error

    s3 = boto3.client("s3")
    folder = built or project_root() / "analyze" / "dashboard" / "dist"
    found = plan(folder, bucket, s3)
    for upload in found.uploads:
        typer.echo(f"  {upload.key}  {upload.content_type}  {upload.cache_control}")
    for path in found.outdated:
        typer.echo(f"  ask again: {path}")
    what = f"{len(found.uploads)} files, {found.unchanged} unchanged"
    if not apply:
        typer.echo(f"Would send {what}, to {bucket}. --apply does it.")
        return
    carry_out(found, bucket, distribution, s3, boto3.client("cloudfront"))
    typer.echo(f"Sent {what}, to {bucket}.")
