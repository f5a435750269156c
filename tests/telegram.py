"""A small Bot API on this machine: what Telegram would answer, also when it is busy, blocked, broken or gone."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from aiohttp import web

TOKEN = "4242:emulated-token-that-nobody-may-log"
USERNAME = "a_neutral_bot"
BEGAN = 1_900_000_000

Told = dict[str, Any]


class BotApi:
    """The emulator: a server in a thread of its own, what it was sent, and what it is to answer next."""

    def __init__(self) -> None:
        self.got: list[tuple[str, Told]] = []
        """Every method called, with its fields, in order; long polls that brought nothing are left out."""
        self.next: deque[Any] = deque()
        """What the next calls of `sendMessage` are answered: a status, ("wait", seconds), or "drop"."""
        self.broken: Any = None
        """The same for `getUpdates`, for as long as it is set."""
        self.updates: list[Told] = []
        self.polls = 0
        self._number = 1000
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.port = 0

    def __enter__(self) -> BotApi:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._begin())
        self._loop.run_forever()
        self._loop.run_until_complete(self._runner.cleanup())
        self._loop.close()

    async def _begin(self) -> None:
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._ready.set()

    # -- answering ---------------------------------------------------------------------------------------------------

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != TOKEN:
            return _error(401, "Unauthorized")
        method, fields = request.match_info["method"], dict(await request.post())
        if method == "getUpdates":
            return await self._get_updates(request, fields)
        self.got.append((method, fields))
        match method:
            case "getMe":
                return _fine({"id": 4242, "is_bot": True, "first_name": "Bot", "username": USERNAME})
            case "sendMessage":
                return self._send(request, fields)
            case "setWebhook" | "deleteWebhook" | "leaveChat" | "answerCallbackQuery":
                return _fine(True)
        return _error(404, "Not Found")

    def _send(self, request: web.Request, fields: Told) -> web.StreamResponse:
        if self.next and (refused := _refused(request, self.next.popleft())) is not None:
            return refused
        chat = {"id": int(fields["chat_id"]), "type": "private", "first_name": "-"}
        return _fine({"message_id": len(self.got), "date": BEGAN, "chat": chat, "text": fields["text"]})

    async def _get_updates(self, request: web.Request, fields: Told) -> web.StreamResponse:
        self.polls += 1
        if self.broken is not None and (refused := _refused(request, self.broken)) is not None:
            return refused
        offset = int(fields.get("offset", 0))
        self.updates[:] = [one for one in self.updates if one["update_id"] >= offset]
        until = time.monotonic() + min(int(fields.get("timeout", 0)), 25)
        while not self.updates and time.monotonic() < until and request.transport is not None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        return _fine(self.updates[:100])

    # -- what happens on Telegram --------------------------------------------------------------------------------------

    def update(self, **told: Any) -> Told:
        """An update that nobody has fetched."""
        self._number += 1
        return {"update_id": self._number, **told}

    def words(self, telegram: int, text: str, kind: str = "message", language: str = "sv", **more: Any) -> Told:
        """What somebody writes, as an update."""
        return self.update(**{kind: {**_message(telegram, language), "text": text, **more}})

    def other(self, telegram: int, **content: Any) -> Told:
        """Something that is no text."""
        return self.update(message={**_message(telegram, "sv"), **content})

    def member(self, telegram: int, status: str, kind: str = "private") -> Told:
        """The bot is blocked, or put into a group."""
        bot = {"id": 4242, "is_bot": True, "first_name": "Bot"}
        chat = {"id": telegram, "type": kind, "title": "-"}
        new = {"status": status, "user": bot, "until_date": 0}
        old = {"status": "left", "user": bot}
        sender = {"id": abs(telegram), "is_bot": False, "first_name": "-"}
        return self.update(
            my_chat_member={
                "chat": chat,
                "from": sender,
                "date": BEGAN,
                "old_chat_member": old,
                "new_chat_member": new,
            }
        )

    def bring(self, *updates: Told) -> None:
        """Let them wait to be fetched."""
        self.updates += updates

    # -- looking -----------------------------------------------------------------------------------------------------

    def called(self, method: str) -> list[Told]:
        return [fields for name, fields in self.got if name == method]

    def said_to(self, telegram: int) -> list[str]:
        """The texts that one Telegram was sent."""
        return [fields["text"] for fields in self.called("sendMessage") if fields["chat_id"] == str(telegram)]

    async def until(self, happened: Callable[[], Any], seconds: float = 60) -> None:
        """Wait until something holds."""
        end = time.monotonic() + seconds
        while not happened():
            assert time.monotonic() < end, f"it never happened; got {[name for name, _ in self.got]}"
            await asyncio.sleep(0.01)


def _message(telegram: int, language: str) -> Told:
    sender = {"id": telegram, "is_bot": False, "first_name": "Someone", "language_code": language}
    chat = {"id": telegram, "type": "private", "first_name": "Someone"}
    return {"message_id": 1, "date": BEGAN, "from": sender, "chat": chat}


def _fine(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _error(code: int, description: str, **parameters: Any) -> web.Response:
    told = {"ok": False, "error_code": code, "description": description}
    return web.Response(
        text=json.dumps(told | ({"parameters": parameters} if parameters else {})),
        status=code,
        content_type="application/json",
    )


def _refused(request: web.Request, how: Any) -> web.StreamResponse | None:
    match how:
        case ("wait", seconds):
            return _error(429, "Too Many Requests", retry_after=seconds)
        case "drop":
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        case "garbage":
            return web.Response(text="<html>", status=200)
        case int():
            words = {400: "Bad Request: chat not found", 403: "Forbidden: bot was blocked by the user"}
            return _error(how, words.get(how, "Error"))
    return None
