"""The door to pages for staff: who is there, in which role, and whether a form is theirs. Asked at every request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs, quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from app.signin.session import Session, csrf_of, fits
from app.signin.trace import Trace
from bots.web.answering import body_of, from_here
from journey.engine.staff.sessions import StaffSession, StaffSessions
from services import colleagues
from services.colleagues import Post
from services.office import Office
from services.permissions import Role

COOKIE = "journey-staff"
HOME = "/desk"
SIGN_IN, ROLE, AGAIN = "/desk/sign-in", "/desk/sign-in/role", "/desk/sign-in/again"
Page = Callable[[Request, Session], Awaitable[Response]]
_LONGEST = 500
_FIELDS = 500


@dataclass
class Door:
    """Lets staff in and out of one installation."""

    office: Office
    sessions: StaffSessions
    secure: bool
    trace: Trace

    # --- who is there -----------------------------------------------------------------------------------------------

    async def signed_in(self, request: Request, *, in_use: bool = True) -> Session | None:
        """Who is there now; None where nobody is, or they hold no post any more.

        A page that somebody opens keeps their session open. What a page asks for by itself is no use of it: say
        `in_use=False` for streams and what is polled.
        """
        return await asyncio.to_thread(self.session_of, self.token(request), in_use=in_use)

    def session_of(self, token: str | None, *, in_use: bool = False) -> Session | None:
        """The same for the token of a browser; it blocks. For whoever looks again while a stream is open, too."""
        now = self.office.clock()
        kept = self.sessions.inside(token, now, in_use=in_use)
        if token is None or kept is None:
            return None
        with self.office.one_moment():
            held = self.held(kept)
            if not held:
                self.sessions.leave(token)
                return None
            post = next((post for post in held if (post.programme, post.role.value) == kept.place), None)
            if post is None and len(held) == 1 and kept.place is None:
                post = held[0]
            name = colleagues.name_of(self.office, (post, *held) if post else held)
            return Session(kept, name, post, held, csrf_of(token), self.sessions.lengths, now)

    def held(self, kept: StaffSession) -> tuple[Post, ...]:
        """The posts somebody holds now: those of the log, and of them those that the provider vouched for."""
        held = colleagues.posts(self.office, kept.person)
        if kept.grants is None:
            return held
        return tuple(post for post in held if (post.programme, post.role.value) in kept.grants)

    # --- pages for staff --------------------------------------------------------------------------------------------

    def guards(
        self, page: Page, roles: Collection[Role] = (), *, grave: bool = False
    ) -> Callable[[Request], Awaitable[Response]]:
        """An endpoint that runs the page for whoever is signed in, in a role (one of `roles`, where any are named).

        Others are sent to sign in, to choose a role, or, where it is `grave` what the page does, to sign in again, and
        come back from there. What was sent by a page of somebody else's is refused; whether a form is the session's
        own, `form` says.
        """

        async def guarded(request: Request) -> Response:
            if request.method not in ("GET", "HEAD") and not from_here(request):
                return PlainTextResponse("sent from elsewhere", HTTPStatus.BAD_REQUEST)
            session = await self.signed_in(request)
            if session is None:
                return self.to(SIGN_IN, request)
            if session.post is None:
                return self.to(ROLE, request)
            if roles and session.role not in roles:
                raise HTTPException(HTTPStatus.NOT_FOUND)  # as a page that is not there: which ones are, is no answer
            if grave and not session.may_do_the_grave:
                return self.to(AGAIN, request)
            return await page(request, session)

        return guarded

    @staticmethod
    def to(where: str, request: Request) -> Response:
        """To a page of the sign-in, and from there back to what was asked for."""
        path = request.url.path if request.method == "GET" else HOME
        query = f"?{request.url.query}" if request.method == "GET" and request.url.query else ""
        wanted = back_to(path + query)
        return RedirectResponse(where if wanted == HOME else f"{where}?next={quote(wanted)}", HTTPStatus.SEE_OTHER)

    async def form(self, request: Request) -> dict[str, list[str]] | None:
        """A form of this session's own, each field with its values in order; None for any other.

        It must come from a page of ours, carry the session's `csrf`, and be no larger than a form gets.
        """
        fields = await read_form(request)
        if fields is None or not fits(self.token(request), fields.pop("csrf", [""])[-1]):
            return None
        return fields

    # --- the cookie -------------------------------------------------------------------------------------------------

    def name(self, cookie: str) -> str:
        """Under https a cookie's name begins so that no neighbouring host can set it."""
        return f"__Host-{cookie}" if self.secure else cookie

    def token(self, request: Request) -> str | None:
        """What the browser holds."""
        return request.cookies.get(self.name(COOKIE))

    def set(self, response: Response, cookie: str, value: str, seconds: int | None = None) -> None:
        """Give the browser something to keep: until it is closed, or for so long."""
        response.set_cookie(
            self.name(cookie), value, max_age=seconds, httponly=True, secure=self.secure, samesite="lax"
        )

    def unset(self, response: Response, cookie: str) -> None:
        """Take it back."""
        response.delete_cookie(self.name(cookie), httponly=True, secure=self.secure, samesite="lax")


async def read_form(request: Request) -> dict[str, list[str]] | None:
    """The fields of a plain form from a page of ours; None for one from elsewhere, or too large to be one."""
    if not from_here(request):
        return None
    body = await body_of(request)
    if body is None:
        return None
    try:
        return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError:
        return None


def back_to(wanted: str | None) -> str:
    """A place of ours to go back to, never one elsewhere; the desk's first page for anything else."""
    if not wanted or len(wanted) > _LONGEST or not wanted.isprintable() or "\\" in wanted:
        return HOME
    path = wanted.partition("?")[0]
    plain = path == HOME or path.startswith(f"{HOME}/")
    return wanted if plain and "//" not in path and not path.startswith(SIGN_IN) else HOME
