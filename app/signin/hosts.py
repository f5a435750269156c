"""Which addresses are this machine's own."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_here(url: str) -> bool:
    """Whether an address is this machine's own."""
    return is_loopback_host(urlsplit(url).hostname or "")


def is_loopback_host(host: str) -> bool:
    """Whether a name or number is this machine's own."""
    return host == "localhost" or is_loopback(host)


def is_loopback(address: str) -> bool:
    """Whether a number is this machine's own."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
