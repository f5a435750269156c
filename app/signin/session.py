"""Who is signed in, as pages for staff know it."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from journey.engine.staff.sessions import StaffLengths, StaffSession
from services.colleagues import Post
from services.permissions import Actor, Role

ENDS = "X-Session-Ends"
"""The header that tells a page's script until when the session lasts now."""


@dataclass(frozen=True, slots=True)
class Session:
    """A member of staff in one browser, looked up for one request."""

    kept: StaffSession
    name: str
    """What colleagues and participants call them."""
    post: Post | None
    """The programme and the role in use now; None until one is chosen, and once that one is no longer held."""
    posts: tuple[Post, ...]
    """Every post they hold now, of which the provider vouches for each where there is one."""
    csrf: str
    """What every form of this session carries, in a field named `csrf`."""
    lengths: StaffLengths
    now: datetime

    @property
    def person(self) -> str:
        """Their reference, as in the programme's log."""
        return self.kept.person

    @property
    def staff(self) -> str:
        """The post in use as the log names it: `coach:REF`. Raises LookupError where none is chosen."""
        return self._post.staff

    @property
    def role(self) -> Role:
        """The role in use. Raises LookupError where none is chosen."""
        return self._post.role

    @property
    def programme(self) -> str:
        """The programme it is in. Raises LookupError where none is chosen."""
        return self._post.programme

    @property
    def actor(self) -> Actor:
        """Who acts, for services. Raises LookupError where no role is chosen."""
        return self._post.actor

    @property
    def _post(self) -> Post:
        if self.post is None:
            raise LookupError("no role is chosen")
        return self.post

    @property
    def signed_in(self) -> datetime:
        """When they signed in."""
        return self.kept.made

    @property
    def ends(self) -> datetime:
        """When the session ends if nothing more is done, and no later than it may last at all."""
        return min(self.kept.used + self.lengths.idle, self.kept.expires)

    @property
    def stepped_up(self) -> datetime | None:
        """When they last signed in again within the session."""
        return self.kept.stepped

    @property
    def may_do_the_grave(self) -> bool:
        """Whether they signed in again just now: what break-glass, erasure and exports ask for."""
        stepped = self.kept.stepped
        return stepped is not None and timedelta() <= self.now - stepped < self.lengths.step_up


def csrf_of(token: str) -> str:
    """What forms of a session carry: only whoever has the cookie, or has read the page, can know it."""
    return hmac.digest(token.encode(), b"forms of staff", "sha256").hex()[:32]


def fits(token: str | None, told: str | None) -> bool:
    """Whether a form is one of this session's own."""
    return bool(token) and hmac.compare_digest(csrf_of(token or "").encode(), (told or "").encode())
