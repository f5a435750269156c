"""How often somebody may knock: new chats, codes, words. Held in memory, under hashes that no other process knows."""

from __future__ import annotations

import secrets
from collections import OrderedDict, deque
from datetime import datetime, timedelta
from hashlib import blake2b
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_MOST = 10_000
_WIDER = 10
"""How many times as much a whole neighbourhood may do as one address in it."""
_HASHED = secrets.token_bytes(16)


class Limit:
    """So many times within so long, for each key."""

    def __init__(self, times: int, within: timedelta) -> None:
        self.times = times
        self.within = within
        self._seen: OrderedDict[bytes, deque[datetime]] = OrderedDict()

    def allows(self, key: str, now: datetime) -> bool:
        """Whether it may be done once more now; if so, it is counted."""
        return self._all((key, self.times), now=now)

    def allows_from(self, address: str, now: datetime) -> bool:
        """The same for an address on the internet, and for the neighbourhood it lies in."""
        near, wide = neighbourhoods(address)
        return self._all((near, self.times), (wide, self.times * _WIDER), now=now)

    def _all(self, *wanted: tuple[str, int], now: datetime) -> bool:
        known = [(self._times(key, now), most) for key, most in wanted]
        if any(len(seen) >= most for seen, most in known):
            return False
        for seen, _ in known:
            seen.append(now)
        return True

    def _times(self, key: str, now: datetime) -> deque[datetime]:
        name = blake2b(key.encode(), key=_HASHED, digest_size=16).digest()
        seen = self._seen.setdefault(name, deque())
        self._seen.move_to_end(name)
        while len(self._seen) > _MOST:  # whoever has been quiet for longest is forgotten first, and nobody else
            self._seen.popitem(last=False)
        while seen and abs(now - seen[0]) > self.within:  # also where the clock was set back since
            seen.popleft()
        return seen


def neighbourhoods(address: str) -> tuple[str, str]:
    """Whom an address counts as, and the neighbourhood around it.

    An IPv4 address is one household or office, in its /24. A household on IPv6 has a whole /64 to choose from, and
    whoever buys a server often a /48. What is no address counts as itself.
    """
    try:
        known: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return address, f"around {address}"
    if isinstance(known, IPv6Address) and known.ipv4_mapped:
        known = known.ipv4_mapped
    near, wide = (32, 24) if known.version == 4 else (64, 48)  # noqa: PLR2004  # versions of the protocol have no names
    return tuple(str(ip_network(f"{known}/{length}", strict=False)) for length in (near, wide))  # type: ignore[return-value]
