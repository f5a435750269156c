"""The lists of sentences, one a line: `calls` are those for which a human must be called, `ordinary` the others.

Those in `sentences` are learned from. Those in `unseen` are by writers who had seen neither families nor sentences, and
are counted, but read by nobody who works on the phrases. A list that has been read moves to `sentences`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
SENTENCES, UNSEEN = HERE / "sentences", HERE / "unseen"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message somebody might write, and whether a human must be called. `file` is the list it stands in."""

    text: str
    calls: bool
    language: str
    file: str


def read(folder: Path) -> list[Sentence]:
    """Every sentence of the lists in a folder, each once: `calls.sv.txt`, `ordinary.en.second.txt`."""
    return list({sentence.text: sentence for path in sorted(folder.glob("*.txt")) for sentence in _of(path)}.values())


def digest(sentences: Iterable[Sentence]) -> str:
    """The SHA-256 by which weights name what they were learned from."""
    lines = (f"{sentence.calls} {sentence.text}\n" for sentence in sentences)
    return sha256("".join(lines).encode()).hexdigest()


def _of(path: Path) -> Iterator[Sentence]:
    kind, language, *_ = path.stem.split(".")
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield Sentence(line.strip(), kind == "calls", language, path.name)
