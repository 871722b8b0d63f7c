"""How often one may ask: per key or person, and per address for those we do not know."""

import time

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.aio.storage import Storage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.storage import storage_from_string

from enamel_api.problems import Problem
from enamel_api.settings import Settings

STRANGERS_PER_MINUTE = 30
SIGN_INS_PER_MINUTE = {"address": 30, "name": 10}


class Limits:
    """Counts requests in sliding windows."""

    def __init__(self, settings: Settings) -> None:
        """Open the store; one process needs no server for it."""
        storage = storage_from_string(settings.limits_storage)
        if not isinstance(storage, Storage):
            raise TypeError("ENAMEL_API_LIMITS_STORAGE must begin with async+.")
        self._limiter = SlidingWindowCounterRateLimiter(storage)
        self._per_minute = settings.per_minute
        self._per_hour = settings.per_hour

    async def count(
        self, actor: str, per_minute: int | None, per_hour: int | None
    ) -> dict[str, str]:
        """Count a request and return the standard headers.

        Raises:
            Problem: It is one too many.
        """
        items = (
            RateLimitItemPerMinute(per_minute or self._per_minute),
            RateLimitItemPerHour(per_hour or self._per_hour),
        )
        headers = {
            "RateLimit-Policy": ", ".join(f"{it.amount};w={it.get_expiry()}" for it in items)
        }
        tightest: tuple[int, RateLimitItem, float] | None = None
        for item in items:
            allowed = await self._limiter.hit(item, actor)
            reset_at, remaining = await self._limiter.get_window_stats(item, actor)
            if not allowed:
                raise _too_many(item, reset_at, headers)
            if tightest is None or remaining < tightest[0]:
                tightest = (remaining, item, reset_at)
        assert tightest is not None
        return headers | _standard(tightest[1], tightest[0], tightest[2])

    async def check_strangers(self, address: str) -> None:
        """Refuse an address from which too many wrong keys came."""
        item = RateLimitItemPerMinute(STRANGERS_PER_MINUTE)
        if not await self._limiter.test(item, "stranger", address):
            reset_at, _ = await self._limiter.get_window_stats(item, "stranger", address)
            raise _too_many(item, reset_at, {})

    async def count_stranger(self, address: str) -> None:
        """Count a wrong key."""
        await self._limiter.hit(RateLimitItemPerMinute(STRANGERS_PER_MINUTE), "stranger", address)

    async def count_sign_in(self, address: str, user_name: str | None = None) -> None:
        """Count an attempt to sign in, by address and, if it is known, by name.

        Raises:
            Problem: It is one too many.
        """
        asked = [("address", address)] + ([("name", user_name)] if user_name else [])
        for who in asked:
            item = RateLimitItemPerMinute(SIGN_INS_PER_MINUTE[who[0]])
            if not await self._limiter.hit(item, "sign-in", *who):
                reset_at, _ = await self._limiter.get_window_stats(item, "sign-in", *who)
                raise _too_many(item, reset_at, {})


def _standard(item: RateLimitItem, remaining: int, reset_at: float) -> dict[str, str]:
    return {
        "RateLimit-Limit": str(item.amount),
        "RateLimit-Remaining": str(max(0, remaining)),
        "RateLimit-Reset": str(max(1, round(reset_at - time.time()))),
    }


def _too_many(item: RateLimitItem, reset_at: float, headers: dict[str, str]) -> Problem:
    standard = _standard(item, 0, reset_at)
    return Problem(
        429,
        "too-many-requests",
        "Too many requests.",
        f"Try again in {standard['RateLimit-Reset']} seconds.",
        headers=headers | standard | {"Retry-After": standard["RateLimit-Reset"]},
    )
