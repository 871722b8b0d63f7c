"""The built dashboard into a bucket: new files first, the page that names them last."""

import hashlib
import mimetypes
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enamel.errors import EnamelError

PREFIX = "app/"
PAGE = "index.html"
FOREVER = "public, max-age=31536000, immutable"
"""Files under assets/ have names that change with their content."""
FRESH = "no-cache"


@dataclass(frozen=True)
class Upload:
    """One file to send.

    Attributes:
        key: Its name in the bucket.
        cache_control: The header browsers get with it.
    """

    path: Path
    key: str
    content_type: str
    cache_control: str


@dataclass(frozen=True)
class Plan:
    """What a deployment would do; `outdated` pages are sent anew by CloudFront."""

    uploads: list[Upload]
    unchanged: int
    outdated: list[str]


def plan(built: Path, bucket: str, s3: Any) -> Plan:
    """Compare the built dashboard with the bucket; nothing is changed.

    Args:
        built: The folder that `vite build` wrote.
        bucket: The bucket's name.
        s3: boto3's client.

    Raises:
        EnamelError: Nothing is built, or the bucket is not there or closed to us.
    """
    if not (built / PAGE).is_file():
        raise EnamelError(
            f"{built} has no {PAGE}: the dashboard is not built.",
            "`make setup` builds it, or name another folder with --built.",
        )
    present = _present(bucket, s3)
    uploads, unchanged = [], 0
    for upload in _files(built):
        if present.get(upload.key) == _etag(upload.path):
            unchanged += 1
        else:
            uploads.append(upload)
    # Names under assets/ are never used twice, so nobody can hold an old one.
    outdated = [f"/{it.key}" for it in uploads if it.cache_control == FRESH]
    if f"/{PREFIX}{PAGE}" in outdated:
        outdated.append(f"/{PREFIX}")
    return Plan(uploads, unchanged, sorted(outdated))


def carry_out(found: Plan, bucket: str, distribution: str, s3: Any, cloudfront: Any) -> None:
    """Send the files and have CloudFront ask for the pages again.

    Old files stay: a page that is open in a browser still asks for them.
    """
    for upload in found.uploads:
        s3.put_object(
            Bucket=bucket,
            Key=upload.key,
            Body=upload.path.read_bytes(),
            ContentType=upload.content_type,
            CacheControl=upload.cache_control,
        )
    if found.outdated:
        cloudfront.create_invalidation(
            DistributionId=distribution,
            InvalidationBatch={
                "Paths": {"Quantity": len(found.outdated), "Items": found.outdated},
                "CallerReference": str(time.time_ns()),
            },
        )


def _files(built: Path) -> Iterator[Upload]:
    """Yield the files, the page last: until it is there, nobody asks for the new ones."""
    files = sorted(it for it in built.rglob("*") if it.is_file())
    for path in sorted(files, key=lambda it: it == built / PAGE):
        name = path.relative_to(built).as_posix()
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        text = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        yield Upload(
            path,
            PREFIX + name,
            f"{kind}; charset=utf-8" if text else kind,
            FOREVER if name.startswith("assets/") else FRESH,
        )


def _present(bucket: str, s3: Any) -> dict[str, str]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=PREFIX)
        return {
            it["Key"]: it["ETag"].strip('"') for page in pages for it in page.get("Contents", ())
        }
    except ClientError as error:
        raise EnamelError(
            f"The bucket {bucket} does not let us look: {error.response['Error']['Code']}.",
            "Check its name, the region and the account's rights (s3:ListBucket, s3:PutObject).",
        ) from error
    except BotoCoreError as error:
        raise EnamelError(
            f"AWS could not be asked: {error}.",
            "Set the credentials and the region as for any AWS program (AWS_PROFILE, AWS_REGION).",
        ) from error


def _etag(path: Path) -> str:
    """S3's tag of a file that was sent in one piece and is encrypted by S3's own key."""
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
