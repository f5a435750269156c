"""The answer that must always come: words of danger get the numbers before anything is written or read.

The page begins with the numbers, and they are on their way before the store is asked for anything. What follows them
says whether a human has been told, as soon as that is so, or that none has. The words lie in the spool meanwhile.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bots.crisis.notes import Note
from bots.web.answering import COOKIE, Answering, address_of
from bots.web.inbox import NONCE, SHOWN, Said
from journey.domain.errors import ChatGone
from services import crisis, team

KIND = "web"
_SHORT = 400  # characters that are looked through in no time
_MARK = "<!-- told -->"
LINES = "application/x-ndjson"
"""What a script is answered: the numbers in a first line, whether somebody has been told in the next."""
_SENT = 1.0  # seconds after which the words are taken care of, also where nobody reads the answer
_tasks: set[asyncio.Task[None]] = set()  # kept until they are done: the loop itself holds them only loosely


class Outcome:
    """What has become of the words so far; `unsure` where that cannot be seen."""

    def __init__(self, *, unsure: bool = False) -> None:
        self.sent, self.settled = asyncio.Event(), asyncio.Event()
        self.kept = self.taken = False
        self.unsure = unsure
        self.call: crisis.Call | None = None


@dataclass
class Danger(Answering):
    """Words of danger, on the web."""

    _outcomes: dict[str, Outcome] = field(default_factory=dict)

    async def _is_danger(self, said: Said, form: dict[str, str]) -> bool:
        """Whether these words must be answered with numbers. A colleague's page says that they are at work."""
        text = said.text or ""
        if not text or "arbete" in form:
            return False
        raises = self.ports.phrases.raises
        return raises(text) if len(text) < _SHORT else await self.ports.notes.apart(raises, text)

    def _in_danger(self, request: Request, said: Said) -> Response:
        """The numbers at once, and then what has been done."""
        nonce = said.nonce if NONCE.match(said.nonce) else secrets.token_hex(8)
        said = Said(nonce, text=said.text)
        script = "application/json" in request.headers.get("accept", "")
        content = (self._lines if script else self._whole)(request, said)
        headers = {"X-Accel-Buffering": "no"}
        return StreamingResponse(content, media_type=LINES if script else "text/html", headers=headers)

    async def _whole(self, request: Request, said: Said) -> AsyncIterator[str]:
        page = self._render(request, "crisis.html", told=_MARK)
        head, _, foot = page.partition(_MARK)
        outcome = self._begin(request, said)
        yield head
        outcome.sent.set()
        await self._settled(outcome)
        yield self._told(request, outcome, said.nonce) + foot

    async def _lines(self, request: Request, said: Said) -> AsyncIterator[str]:
        outcome = self._begin(request, said)
        yield json.dumps({"numbers": self._numbers(request)}) + "\n"
        outcome.sent.set()
        await self._settled(outcome)
        yield json.dumps({"told": self._told(request, outcome), "kept": outcome.kept or outcome.taken}) + "\n"

    async def _settled(self, outcome: Outcome) -> None:
        try:
            await asyncio.wait_for(outcome.settled.wait(), self.tell_within)
        except TimeoutError:
            return  # it goes on without us; what is said is what is true now

    def _begin(self, request: Request, said: Said) -> Outcome:
        """See to the words beside the answer, whether or not anybody stays to read it."""
        outcome = Outcome()
        task = asyncio.create_task(self._care(request, said, outcome))
        _tasks.add(task)
        task.add_done_callback(_tasks.discard)
        return outcome

    async def _care(self, request: Request, said: Said, outcome: Outcome) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(outcome.sent.wait(), _SENT)
        session = (self._cookie(request, COOKIE) or "")[:200]
        try:
            if session:
                await self._keep_and_deliver(request, said, session, outcome)
        finally:
            outcome.settled.set()

    async def _keep_and_deliver(self, request: Request, said: Said, session: str, outcome: Outcome) -> None:
        note = {
            "kind": KIND,
            "session": session,
            "nonce": said.nonce,
            "text": (said.text or "")[: SHOWN + 1],  # one more than is read as an answer: cut words are none
            "at": self.clock().isoformat(),
        }
        name = note_name(session, said.nonce)
        if (under_way := self._outcomes.get(name)) is not None:  # sent once more by an impatient hand: it is one thing
            await under_way.settled.wait()
            outcome.kept, outcome.taken, outcome.call = under_way.kept, under_way.taken, under_way.call
            return
        now = self.clock()
        if not self.said.allows(f"danger {session}", now):
            return  # more than anybody writes: the numbers stand there, and nobody is promised anything
        if self.dangers.allows_from(address_of(request), now):
            outcome.kept = await self.ports.notes.keep(name, note)
        self._outcomes[name] = outcome
        try:
            if outcome.kept:
                await self.ports.notes.deliver(name, {"name": name, **note})
            else:
                await self.deliver({"name": name, **note})
        finally:
            self._outcomes.pop(name, None)

    async def deliver(self, note: Note) -> None:
        """Tell a human, and take the words into their chat; told again it is done once. Raises where it cannot be."""
        at, outcome = datetime.fromisoformat(note["at"]), self._outcomes.get(note["name"], Outcome())
        office, session = self.ports.office, note["session"]
        chat = await asyncio.to_thread(team.inside, office, session, at=at, in_use=True)
        if chat is None:
            outcome.kept = False  # nobody we know: there is nobody to tell about
            return
        if chat.staff is None:  # first of all the task: a turn that breaks must not take it along
            entry = self.inbox.entry(chat.id, note["nonce"])
            outcome.call = await asyncio.to_thread(crisis.call, office, chat, entry)
            outcome.settled.set()
        try:
            await self.inbox.take(chat.id, Said(note["nonce"], text=note["text"], read_out=chat.read_out))
        except ChatGone:
            return
        outcome.taken = True

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _told(self, request: Request, outcome: Outcome, nonce: str | None = None) -> str:
        """Whether a human has been told: what is so at this moment, and nothing that is hoped for.

        With a nonce, where none has been told, there is a way to see what is so later.
        """
        language = self._language(request)
        told, words = _told(partial(self.ports.texts, language), outcome)
        template = self.templates.get_template("told.html")
        again = f"/besked/{nonce}" if nonce and not told else None
        return str(template.render(**self._words(language), words="\n\n".join(words), again=again))


def note_name(session: str, nonce: str) -> str:
    """Under which name the words lie in the spool that a browser has sent."""
    return f"{KIND}-{session}-{nonce}"


def _told(words: Any, outcome: Outcome) -> tuple[bool, list[str]]:
    """Whether a human has been told, and what is said of that."""
    call = outcome.call
    if call is None:
        if outcome.kept or not outcome.unsure:
            return False, [words("danger-not-told"), words("danger-kept" if outcome.kept else "danger-not-kept")]
        return False, [words("danger-unsure")]
    if call.taken_by is not None:
        return True, [words("danger-told"), words("crisis-seen", name=call.taken_by)]
    names = ", ".join(call.names)
    if call.names and call.on_duty:
        return True, [words("danger-told"), words("crisis-told", names=names), words("crisis-on-duty")]
    parts = [words("danger-not-told")]
    if call.names:
        parts.append(words("danger-later", names=names))
    otherwise = call.programme.settings.duty.otherwise if call.programme else None
    if otherwise is not None and otherwise.phone:
        parts.append(words("crisis-otherwise", name=otherwise.name, phone=otherwise.phone))
    return False, parts
