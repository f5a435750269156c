"""A way to a database that can freeze: as when a server stands still, its connections stay open and nothing comes."""

import socket
import threading
from urllib.parse import urlsplit, urlunsplit


class Freezer:
    """Passes bytes on between a process and a server, for as long as it is not frozen."""

    def __init__(self, url: str) -> None:
        self._to = urlsplit(url)
        self._flows = threading.Event()
        self._flows.set()
        self.held = threading.Event()
        """Set when something has come while it is frozen: somebody waits."""

    def __enter__(self) -> "Freezer":
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._flows.set()
        self._listener.close()

    @property
    def url(self) -> str:
        """The server's address by this way."""
        port = self._listener.getsockname()[1]
        user = self._to.netloc.rpartition("@")[0]
        return urlunsplit(self._to._replace(netloc=f"{user}@127.0.0.1:{port}"))

    def freeze(self) -> None:
        """From now on nothing passes."""
        self._flows.clear()

    def _accept(self) -> None:
        try:
            while True:
                here, _ = self._listener.accept()
                there = socket.create_connection((self._to.hostname or "", self._to.port or 5432))
                for way in ((here, there), (there, here)):
                    threading.Thread(target=self._pass, args=way, daemon=True).start()
        except OSError:
            return

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                if not self._flows.is_set():
                    self.held.set()
                    self._flows.wait()
                target.sendall(data)
        except OSError:
            return
        finally:
            for one in (source, target):
                one.close()
