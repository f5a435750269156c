"""One browser's connection to the server, with an end to everything that can be drawn out or left lying.

Uvicorn bounds what a head may hold and how long a connection may idle. It waits for ever for the rest of a request, and
for a reader who reads nothing; and it takes any number of connections from one address.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from bots.limits import neighbourhoods

_HEAD = 16 * 1024  # bytes of a request's line and headers
_WAITING = 128 * 1024  # bytes that wait in the system for a reader, beside those that wait here
_LEAST = 4096  # bytes that a reader takes between two looks, or counts as taking none
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

Network = IPv4Network | IPv6Network


@dataclass
class Bounds:
    """Seconds and numbers; `crowd` counts the connections of each address."""

    head: float = 10.0
    """Seconds for the head of a request, once there is any of it, or the connection is new."""
    body: float = 20.0
    """Seconds for its body: the largest that is read, on a slow telephone."""
    look: float = 10.0
    """Seconds between two looks at whether what was sent is being read."""
    looks: int = 3
    """Looks without any reading after which the connection is dropped."""
    from_address: int = 400
    altogether: int = 900
    crowd: Counter[str] = field(default_factory=Counter)


class BoundedConfig(uvicorn.Config):
    """A server's configuration with its bounds; `proxies` alone say whom they speak for, and are not counted as one."""

    def __init__(self, app: Any, bounds: Bounds, proxies: Sequence[Network] = (), **settings: Any) -> None:
        super().__init__(
            app,
            http=BoundedConnection,
            ws="none",
            h11_max_incomplete_event_size=_HEAD,
            limit_concurrency=bounds.altogether,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=[str(proxy) for proxy in proxies],
            access_log=False,
            server_header=False,
            **settings,
        )
        self.bounds, self.proxies = bounds, proxies


class BoundedConnection(H11Protocol):
    """Uvicorn's connection; what it lacks an end to has one here."""

    config: BoundedConfig

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Count it, and drop it where its address has too many."""
        super().connection_made(transport)
        self.bounds = self.config.bounds
        self._from = neighbourhoods(self.client[0])[0] if self.client else ""
        self._part: tuple[Any, Any] | None = None  # which part of which request is awaited
        self._patience: asyncio.TimerHandle | None = None
        self._unread, self._idle = 0, 0
        self._look = self.loop.call_later(self.bounds.look, self._look_at_reader)
        self.bounds.crowd[self._from] += 1
        if self.bounds.crowd[self._from] > self.bounds.from_address and not self._of_a_proxy():
            _drop(transport)
            return
        _hold_little(transport)
        _send_at_once(transport)
        self._await_the_rest()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        self._look.cancel()
        self._be_patient(None)
        self.bounds.crowd[self._from] -= 1
        if not self.bounds.crowd[self._from]:
            del self.bounds.crowd[self._from]
        super().connection_lost(exc)

    def _of_a_proxy(self) -> bool:
        try:
            address = ip_address(self.client[0] if self.client else "")
        except ValueError:
            return False
        return any(address in proxy for proxy in self.config.proxies)

    # --- what comes too slowly ----------------------------------------------------------------------------------------

    def handle_events(self) -> None:
        """Take what has come, and wait so long for the rest of it."""
        super().handle_events()
        self._await_the_rest()

    def _await_the_rest(self) -> None:
        part = (self.conn.their_state, self.cycle)
        if part == self._part:
            return  # the same wait as before: more bytes do not make it longer
        self._part = part
        seconds = {h11.IDLE: self.bounds.head, h11.SEND_BODY: self.bounds.body}
        self._be_patient(seconds.get(self.conn.their_state))

    def _be_patient(self, seconds: float | None) -> None:
        if self._patience is not None:
            self._patience.cancel()
        self._patience = None if seconds is None else self.loop.call_later(seconds, self._give_up)

    def _give_up(self) -> None:
        """The rest has not come: say so where nothing has been answered yet, and end it."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE) and not self.transport.is_closing():
            self.transport.write(_TOO_SLOW)
        self.transport.close()

    # --- what nobody reads --------------------------------------------------------------------------------------------

    def resume_writing(self) -> None:
        """Somebody reads."""
        self._idle = 0
        super().resume_writing()

    def _look_at_reader(self) -> None:
        unread = self.transport.get_write_buffer_size()
        read = unread == 0 or self._unread - unread >= _LEAST
        self._idle, self._unread = 0 if read else self._idle + 1, unread
        if self._idle >= self.bounds.looks:
            _drop(self.transport)
        else:
            self._look = self.loop.call_later(self.bounds.look, self._look_at_reader)


def _drop(transport: asyncio.Transport) -> None:
    """End it at once, with whatever the system still holds of it: a reader who reads nothing would not see an end."""
    with contextlib.suppress(OSError, AttributeError):
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


def _hold_little(transport: asyncio.Transport) -> None:
    """Keep the system from taking megabytes for one reader who may never read."""
    with contextlib.suppress(OSError, AttributeError):
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _WAITING)


def _send_at_once(transport: asyncio.Transport) -> None:
    """Head and body are two writes: a browser that keeps its connection confirms the head late, and the body waits."""
    with contextlib.suppress(OSError, AttributeError):
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
