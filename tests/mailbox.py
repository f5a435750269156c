"""A mail server of the tests' own: it takes what it is sent, slowly, not now, or not at all."""

import socketserver
import threading
from collections.abc import Callable
from typing import Any

SECONDS = 180
"""How long anything that must happen is waited for."""

Stage = tuple[str, str]
"""What a client says, and about whose mail: ("RCPT", "p1@exempel.se"). `TAKEN` is a mail that has come in whole."""


class Mailbox:
    """The server, in threads of its own; what it was told, in order, and what it has taken."""

    def __init__(self) -> None:
        self.connections = 0
        self.stages: list[Stage] = []
        self.got: list[str] = []
        self.answers: dict[str, str] = {}
        """What is answered to a verb instead of yes."""
        self.silent: set[str] = set()
        """Verbs that are never answered; `connect` is one."""
        self.open = threading.Event()
        """While it is clear, mails that have come in whole are not acknowledged."""
        self.open.set()
        self.upon: Callable[[str, int], None] = lambda _verb, _count: None
        """Called before a verb is answered, with how often it has been said."""
        self._over = threading.Event()
        self._news = threading.Condition()

    def __enter__(self) -> "Mailbox":
        box = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                box.converse(self)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            request_queue_size = 50

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.open.set()
        self._server.shutdown()
        self._thread.join(SECONDS)
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._server.server_address[1]}"

    def hang_up(self) -> None:
        """End every connection in which something is not answered, now and from now on."""
        self._over.set()

    def said(self, verb: str) -> int:
        """How often a verb has been said."""
        return sum(one == verb for one, _ in self.stages)

    def await_(self, verb: str, count: int = 1) -> None:
        """Wait until a verb has been said so often."""
        with self._news:
            assert self._news.wait_for(lambda: self.said(verb) >= count, SECONDS), f"{verb}: {self.stages}"

    def converse(self, handler: Any) -> None:
        """One connection, from its greeting to its end."""
        self.connections += 1
        try:
            if self._answered(handler, "connect", "", "220 here"):
                self._take(handler)
        except OSError:
            return  # whoever sent is gone

    def _take(self, handler: Any) -> None:
        to = ""
        for line in handler.rfile:
            verb = line.decode().strip().partition(" ")[0].upper()
            if verb == "RCPT":
                to = line.decode().partition("<")[2].partition(">")[0]
            if verb == "DATA":
                if not self._answered(handler, verb, to, "354 go on"):
                    return
                if "DATA" in self.answers:
                    continue
                while handler.rfile.readline() not in (b".\r\n", b""):
                    pass
                verb = "TAKEN"
            if not self._answered(handler, verb, to, "221 bye" if verb == "QUIT" else "250 yes") or verb == "QUIT":
                return

    def _answered(self, handler: Any, verb: str, to: str, yes: str) -> bool:
        with self._news:
            self.stages.append((verb, to))
            count = self.said(verb)
            self._news.notify_all()
        self.upon(verb, count)
        if verb in self.silent:
            self._over.wait(SECONDS)
            return False
        answer = self.answers.get(verb, yes)
        if verb == "TAKEN" and answer == yes:
            self.got.append(to)  # it is here, whether or not the sender hears so
            self.open.wait(SECONDS)
        handler.wfile.write(answer.encode() + b"\r\n")
        return True
