"""API keys: `enamel_<id>_<secret>`. The id finds the row, the secret is compared with its hash."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

PREFIX = "enamel"
_FORM = re.compile(rf"{PREFIX}_([0-9a-f]{{16}})_([A-Za-z0-9_-]{{43}})")
_NOBODY = hashlib.sha256(secrets.token_bytes(32)).digest()


@dataclass(frozen=True)
class NewKey:
    """A key just made; `text` is shown once and kept nowhere."""

    key_id: str
    text: str
    secret_hash: bytes


def make() -> NewKey:
    """Make a key with 256 random bits, so that a plain SHA-256 of it tells nobody anything."""
    key_id, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    return NewKey(key_id, f"{PREFIX}_{key_id}_{secret}", hash_of(secret))


def hash_of(secret: str) -> bytes:
    """Return what is stored of a random secret."""
    return hashlib.sha256(secret.encode()).digest()


def parse(text: str) -> tuple[str, str] | None:
    """Return id and secret, or None if the text is no key of ours."""
    match = _FORM.fullmatch(text)
    return (match[1], match[2]) if match else None


def agrees(secret: str, stored: bytes | None) -> bool:
    """Compare in the same time whether the key exists or not, and wherever it first differs."""
    return hmac.compare_digest(hash_of(secret), stored or _NOBODY) and stored is not None
