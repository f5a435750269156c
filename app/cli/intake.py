"""`journey import`: entries in."""

from __future__ import annotations

import codecs
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from app import output
from app.wiring.opening import open_for
from journey.domain.errors import WrongInput
from journey.engine.document_folder import DocumentFolder
from journey.engine.entries import LONGEST_LINE, Frame
from journey.engine.imports import Files, ImportRefused
from services.entries import take_in

_NAMED = 20
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def import_(
    file: Annotated[Path, typer.Argument(help="A file of entries: JSON Lines, UTF-8.")],
    programme: Annotated[str, typer.Option("--programme", help="The programme the entries belong to (its id).")],
    sender: Annotated[str, typer.Option("--sender", help="Who sends them: references and ids are theirs.")] = "import",
    documents: Annotated[
        Path | None,
        typer.Option("--documents", help="The folder of the files that lines (document_kept) name; else none is read."),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only say what is wrong; import nothing.")] = False,
    keep_recorded: Annotated[
        bool, typer.Option("--keep-recorded", help="The entries say when an earlier system recorded them.")
    ] = False,
) -> None:
    """Take a whole file of entries into the log, or nothing of it.

    Example: journey import entries.jsonl --programme hudiksvall
    """
    if not 1 <= len(sender) <= 100 or not sender.isprintable():  # noqa: PLR2004  # as wide as its column allows
        raise WrongInput("--sender: not a name of 1 to 100 characters")
    with _read(file) as source, _folder(documents) as files, open_for() as journey:
        frame = Frame(programme, sender, journey.now, "import", f"import-{secrets.token_hex(4)}", keep_recorded)
        try:
            with _progress(file, source):
                done = take_in(journey, _lines(source), frame, check_only=check, files=files)
        except ImportRefused as refused:
            _explain(refused)
    verb = "could be imported" if check else "imported"
    taken, people = output.count(done.taken, "entry", "entries"), output.count(done.people, "participant")
    output.say(f"{taken} {verb}, about {people}; {done.repeated} known already")
    for remark in done.remarks:
        output.say(remark)
    if done.remarks:
        unshown = f" ({done.unshown} more not shown)" if done.unshown else ""
        count = output.count(len(done.remarks) + done.unshown, "line")
        output.say(f"{count} may be a slip{unshown}; nothing was refused for it")
    if done.unregistered:
        names = ", ".join(done.unregistered[:_NAMED]) + (", …" if len(done.unregistered) > _NAMED else "")
        output.say(f"nobody has registered {output.count(len(done.unregistered), 'coach', 'coaches')}: {names}")


def _read(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise WrongInput(f"FILE: {file} cannot be read: {error.strerror}") from None


@contextmanager
def _folder(path: Path | None) -> Iterator[Files | None]:
    """What reads the documents that lines name; None where no folder was named."""
    if path is None:
        yield None
        return
    folder = DocumentFolder(path)
    try:
        yield folder.read
    finally:
        folder.close()


def _explain(refused: ImportRefused) -> None:
    for line in refused.lines:
        output.say(line)
    rest = refused.count - len(refused.lines)
    unshown = f" ({rest} more not shown)" if rest else ""
    output.say(f"{output.count(refused.count, 'error')}{unshown}; nothing was imported")
    raise typer.Exit(2)


def _lines(source: BinaryIO) -> Iterator[tuple[int, bytes | str]]:
    """The file's lines, numbered; what is no line we can take comes as a text that says so."""
    number = 0
    while line := source.readline(LONGEST_LINE + 2):
        number += 1
        if number == 1:
            if line.startswith(_UTF_16):
                yield number, "the file: is UTF-16; save it as UTF-8"
                return
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.endswith(b"\n") and len(line) > LONGEST_LINE:
            _skip_line(source)
            yield number, "the line: longer than 1 MB; allowed: up to 1,000,000 bytes"
        elif stripped := line.strip(b" \t\r\n"):
            yield number, stripped


def _skip_line(source: BinaryIO) -> None:
    while (rest := source.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
        pass


class _progress:  # noqa: N801  # reads as a verb where it is used
    """A progress bar over the bytes of the file, on a terminal only."""

    def __init__(self, file: Path, source: BinaryIO) -> None:
        self.size, self.source = file.stat().st_size, source

    def __enter__(self) -> None:
        self.bar = None
        if sys.stderr.isatty():
            from rich.progress import Progress  # rich is slow to load

            self.bar = Progress(transient=True)
            self.bar.start()
            task = self.bar.add_task("reading entries", total=self.size)
            read = self.source.readline

            def counted(limit: int = -1) -> bytes:
                line = read(limit)
                if self.bar is not None:
                    self.bar.advance(task, len(line))
                return line

            self.source.readline = counted  # type: ignore[method-assign]

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            with suppress(OSError):  # nobody looks any more: what was read is saved all the same
                self.bar.stop()


_COMMANDS = {"import": import_}


def add(app: typer.Typer, name: str) -> None:
    """Add the command of that name."""
    app.command(name)(_COMMANDS[name])
