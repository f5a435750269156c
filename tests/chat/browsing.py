"""A browser as the tests have one: cookies, plain forms and a live stream, over real HTTP."""

from __future__ import annotations

import html
import http.client
import json
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

import uvicorn

from app.wiring.chat import ChatService
from app.wiring.connections import BoundedConfig, Bounds, Network
from journey.engine.chats.chats import Chat
from tests.chat.talking import Town, settled

SESSION = "__Host-journey"
"""The cookie of a session, where people come by https."""


class Answer:
    """What a server said."""

    def __init__(self, status: int, headers: http.client.HTTPMessage, body: str) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def words(self) -> str:
        """What stands on the page."""
        return html.unescape(re.sub(r"<[^>]+>", " ", self.body))


class Browser:
    """Cookies, plain forms, redirects and a live stream, over real HTTP."""

    def __init__(self, port: int, language: str = "sv") -> None:
        self.port, self.language = port, language
        self.cookies: dict[str, str] = {}
        self.page = Answer(0, http.client.HTTPMessage(), "")

    def request(
        self, method: str, path: str, body: str | bytes | None = None, follow: bool = True, **headers: str
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {"Accept-Language": self.language, **{key.replace("_", "-"): value for key, value in headers.items()}}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        found = Answer(answer.status, answer.headers, answer.read().decode("utf-8", "replace"))
        connection.close()
        self._keep(found)
        if follow and found.status in (302, 303) and found.headers["Location"].startswith("/"):
            return self.request("GET", found.headers["Location"].partition("#")[0])
        self.page = found
        return found

    def _keep(self, answer: Answer) -> None:
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.coded_value

    def open(self, path: str = "/") -> Answer:
        return self.request("GET", path)

    def post(
        self, path: str, follow: bool = True, headers: Mapping[str, str] | None = None, **fields: str | list[str]
    ) -> Answer:
        known = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin",
            **(headers or {}),
        }
        answer = self.request("POST", path, urlencode(fields, doseq=True), follow, **known)
        settled()
        return answer

    def start(self) -> Answer:
        return self.post("/borja", sprak=self.language)

    @property
    def nonce(self) -> str:
        return re.findall(r'name="nonce" value="([^"]+)"', self.page.body)[-1]

    def say(self, text: str) -> Answer:
        return self.post("/sag", nonce=self.nonce, text=text)

    def press(self, label: str) -> Answer:
        known = re.findall(r'<button[^>]* name="tryck" value="([^"]*)"[^>]*>([^<]*)<', self.page.body)
        found = [html.unescape(value) for value, text in known if html.unescape(text) == label]
        assert found, f"no button {label!r} among {[text for _, text in known]}"
        return self.post("/sag", nonce=self.nonce, tryck=found[-1])

    def reply(self, answer: str) -> Answer:
        return self.press(answer) if f">{html.escape(answer)}</button>" in self.page.body else self.say(answer)

    @contextmanager
    def stream(self, after: int | None = None) -> Iterator[Iterator[tuple[int, str, Any]]]:
        """The events as they come: id, name, data."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if after is not None:
            headers["Last-Event-ID"] = str(after)
        connection.request("GET", "/handelser", headers=headers)
        answer = connection.getresponse()
        self.streaming = answer.status
        try:
            yield _events(answer)
        finally:
            connection.close()


def _events(answer: http.client.HTTPResponse) -> Iterator[tuple[int, str, Any]]:
    number, name = 0, ""
    while line := answer.readline().decode().rstrip("\n"):
        key, _, value = line.partition(": ")
        if key == "id":
            number = int(value)
        elif key == "event":
            name = value
        elif key == "data":
            yield number, name, json.loads(value) if name == "message" else value
        if key in ("data", "retry", ""):
            answer.readline()


def soon(events: Iterator[Any], seconds: float = 60) -> Any:
    """The next event of a stream; none within that time is a failure, however often the stream says that all is quiet."""
    waiting = ThreadPoolExecutor(1)
    try:
        return waiting.submit(next, events, None).result(timeout=seconds)
    finally:
        waiting.shutdown(wait=False)


@contextmanager
def serving(service: ChatService, bounds: Bounds | None = None, proxies: Sequence[Network] = ()) -> Iterator[int]:
    """The web application on a port of its own, as `journey serve` serves it."""
    config = BoundedConfig(
        service.web(),
        bounds or Bounds(),
        proxies,
        host="127.0.0.1",
        port=0,
        log_level="error",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    latest = time.monotonic() + 60
    while not server.started:
        assert thread.is_alive() and time.monotonic() < latest
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(timeout=60)


def chat_of(town: Town, browser: Browser) -> Chat:
    """The chat that a browser is in."""
    found = town.office.doors.inside(browser.cookies.get(SESSION), town.chats, town.clock())
    assert found is not None
    return found
