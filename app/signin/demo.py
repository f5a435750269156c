"""Links of the demonstration: each opens a session in one role, once. They are made by `journey serve --demo` alone."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import timedelta
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from app.signin.entering import Entering, Shown
from app.signin.hosts import is_here, is_loopback
from bots.web.answering import address_of
from journey.domain.errors import WrongInput
from services import colleagues
from services.colleagues import Post

KIND = "demo"
LASTS = timedelta(days=1)
PATH = "/desk/sign-in/demo"


def links(entering: Entering, people: Collection[str]) -> list[tuple[Post, str]]:
    """For each post of these people, a link that opens it once. Raises WrongInput where we are served to others too."""
    office = entering.door.office
    held = [post for person in people for post in colleagues.posts(office, person)]
    if not is_here(office.public_url):
        raise WrongInput("--demo: links without a sign-in are for this machine alone; leave out --host and the address")
    now = office.clock()
    tickets = office.engine.staff_tickets
    made = [
        (post, tickets.issue(KIND, now, LASTS, person=post.person, content={"place": (post.programme, post.role)}))
        for post in held
    ]
    return [(post, f"{office.public_url}{PATH}/{token}") for post, token in made]


class Demo:
    """The page behind such a link. Its route is there only where the demonstration is served."""

    def __init__(self, entering: Entering) -> None:
        self.entering = entering

    def routes(self) -> list[BaseRoute]:
        """Its address."""
        return [Route(f"{PATH}/{{token}}", self.open, methods=["GET", "POST"])]

    async def open(self, request: Request) -> Response:
        """It is used up by a press, not by whoever looks at links before people do."""
        entering, token = self.entering, request.path_params["token"]
        if not is_loopback(address_of(request)):
            return entering.refuse(request, "link", HTTPStatus.NOT_FOUND)
        if request.method != "POST":
            return entering.pages.draw(request, "demo.html", token=token)
        if await entering.fields(request) is None:
            return entering.refuse(request, "form", HTTPStatus.BAD_REQUEST)
        office = entering.door.office
        ticket = await asyncio.to_thread(office.engine.staff_tickets.spend, token, KIND, office.clock())
        if ticket is None or ticket.person is None:
            return entering.refuse(request, "link", HTTPStatus.NOT_FOUND)
        programme, role = ticket.content["place"]
        return await entering.enter(request, Shown(ticket.person, KIND, stepped=True, place=(programme, role)), None)
