"""Names people, coaches, employers and things for one export, so that nobody can look them up elsewhere."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable
from uuid import UUID

Digest = Callable[..., str]
"""Texts to hex digits: equal for equal texts, and says nothing about them."""

LENGTH, STABLE_LENGTH = 12, 8
_LONGER = 16  # for the few whose short pseudonyms are the same


def salted(salt: bytes) -> Digest:
    """Digits that hold for one export: whoever has not the salt can neither guess nor compare them."""

    def digest(*parts: str) -> str:
        return hmac.digest(salt, "\x1f".join(parts).encode("utf-8", "surrogatepass"), "sha256").hex()

    return digest


class Pseudonyms:
    """The names of one export."""

    def __init__(self, salt: bytes, stable: Digest | None = None) -> None:
        """`stable`, the vault's digest, where names are to be those of every list and of other such exports."""
        self._fresh = salted(salt)
        self._digest = stable or self._fresh
        self._length = STABLE_LENGTH if stable else LENGTH

    def people(self, streams: Iterable[tuple[UUID, bool]]) -> dict[UUID, str]:
        """Every stream's name; the flag says who is erased: their name is a fresh one, whatever was asked."""
        digits = {
            stream: (self._fresh if erased else self._digest)("pseudonym", stream.hex) for stream, erased in streams
        }
        counts: dict[str, int] = {}
        for full in digits.values():
            counts[full[: self._length]] = counts.get(full[: self._length], 0) + 1
        return {
            stream: "P-" + full[: self._length if counts[full[: self._length]] == 1 else _LONGER]
            for stream, full in digits.items()
        }

    def of(self, prefix: str, scope: str, name: str) -> str:
        """A thing's name, such as `JOB-…`: the same wherever the same id stands within its scope."""
        return f"{prefix}-{self._digest('export', prefix, scope, name)[:LENGTH]}"

    def order(self, *parts: str) -> str:
        """Something to sort by that says nothing about where a line stood in the log."""
        return self._fresh("order", *parts)
