"""Makes and checks proofs that stand by themselves: an event is in the log (C2SP tlog-proof), the log only grew.

A proof carries what it needs beside the public key: the checkpoint, the path, and for an event its stored bytes with
the salt of its leaf, so that whoever holds it can see what was recorded. What was sealed stays sealed in it.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy.engine import Connection

from journey.domain import events as catalogue
from journey.domain.errors import CheckFailed, WrongInput
from journey.domain.events import Event
from projections.audit import leaves, tree
from projections.audit.ledger import Ledger, StoredEvent, leaf_data
from projections.audit.signed.checkpoints import Checkpoint, parse
from projections.audit.signed.notes import Verifier

_INCLUSION = "c2sp.org/tlog-proof@v1"
_CONSISTENCY = "journey consistency proof v1"
_NUMBER = r"(?:0|[1-9][0-9]{0,17})"


class NotProved(CheckFailed):
    """The proof does not hold; the message says why."""


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A proof that an event is in the log."""

    event: StoredEvent
    salt: bytes
    number: int
    path: tuple[bytes, ...]
    checkpoint: Checkpoint

    def text(self) -> str:
        """The proof as a file: C2SP tlog-proof, the event and its salt in `extra`."""
        extra = msgspec.json.encode(
            {
                "stream": self.event.stream,
                "version": self.event.version,
                "type": self.event.topic,
                "salt": base64.b64encode(self.salt).decode(),
                "state": base64.b64encode(self.event.state).decode(),
            }
        )
        lines = [_INCLUSION, f"extra {base64.b64encode(extra).decode()}", f"index {self.number}", *_words(self.path)]
        return "\n".join([*lines, "", self.checkpoint.note])

    def decoded(self) -> Event:
        """The event as it was recorded, what is sealed left sealed."""
        return catalogue.decode(self.event.state)


@dataclass(frozen=True, slots=True)
class Consistency:
    """A proof that the log at one checkpoint begins with the log at an earlier one."""

    old: Checkpoint
    new: Checkpoint
    path: tuple[bytes, ...]

    def text(self) -> str:
        """The proof as a file: the path, then both checkpoints."""
        return "\n".join([_CONSISTENCY, *_words(self.path), "", self.old.note, self.new.note])


def prove_event(ledger: Ledger, connection: Connection, event: StoredEvent, ours: list[Checkpoint]) -> Inclusion:
    """The proof for a stored event, under the newest checkpoint. Raises NotProved where no checkpoint covers it."""
    leaf = leaves.of_position(connection, event.position)
    newest = max(ours, key=lambda checkpoint: checkpoint.size, default=None)
    if leaf is None or newest is None or newest.size <= leaf.number:
        raise NotProved("no checkpoint covers this event yet; make one with `journey audit checkpoint`")
    path = tree.inclusion_path(leaf.number, newest.size, leaves.ranges(connection))
    salt = ledger.salt(event.stream, event.version)
    proof = Inclusion(event, salt, leaf.number, tuple(path), newest)
    if not _included(proof):
        raise NotProved("the log does not agree with its checkpoint; see `journey audit verify`")
    return proof


def prove_growth(connection: Connection, old: Checkpoint, new: Checkpoint) -> Consistency:
    """The proof that leads from one checkpoint to a later one. Raises NotProved where the log cannot give it."""
    path = tree.consistency_path(old.size, new.size, leaves.ranges(connection))
    proof = Consistency(old, new, tuple(path))
    if not tree.is_consistent(old.size, old.root, new.size, new.root, proof.path):
        raise NotProved("the log does not agree with its checkpoints; see `journey audit verify`")
    return proof


def check_event(text: str, verifier: Verifier) -> Inclusion:
    """The proof in a text, where it holds. Raises WrongInput where there is none, NotProved where it does not hold."""
    start = text.find(_INCLUSION + "\n")
    if start < 0:
        raise WrongInput(f"FILE: no proof in it; allowed: a file with a line {_INCLUSION}")
    head, _, note = text[start:].partition("\n\n")
    parts = re.fullmatch(rf"{re.escape(_INCLUSION)}\nextra (\S+)\nindex ({_NUMBER})((?:\n\S+)*)", head)
    checkpoint = _only_checkpoint(note, 1)[0]
    if parts is None:
        raise NotProved("the proof is damaged: its lines are not those of a proof")
    _signed(checkpoint, verifier)
    try:
        extra: dict[str, Any] = msgspec.json.decode(base64.b64decode(parts[1], validate=True))
        event = StoredEvent(0, extra["stream"], extra["version"], extra["type"], _bytes(extra["state"]), b"")
        proof = Inclusion(event, _bytes(extra["salt"]), int(parts[2]), _hashes(parts[3]), checkpoint)
        holds = _included(proof)
        decoded = proof.decoded()
    except (msgspec.DecodeError, binascii.Error, ValueError, KeyError, TypeError, AttributeError):
        raise NotProved("the proof is damaged: what it carries cannot be read") from None
    if not holds or (decoded.stream.hex, decoded.version) != (event.stream, event.version):
        raise NotProved("the proof does not hold: this event is not where the checkpoint says")
    return proof


def check_growth(text: str, verifier: Verifier) -> Consistency:
    """The proof in a text, where it holds. Raises WrongInput where there is none, NotProved where it does not hold."""
    if not text.startswith(_CONSISTENCY):
        raise WrongInput("--check: no proof of consistency; allowed: what `journey audit consistency` printed")
    head, _, rest = text.partition("\n\n")
    old, new = _only_checkpoint(rest, 2)
    for checkpoint in (old, new):
        _signed(checkpoint, verifier)
    try:
        proof = Consistency(old, new, _hashes(head.removeprefix(_CONSISTENCY)))
    except (binascii.Error, ValueError):
        raise NotProved("the proof is damaged: its hashes cannot be read") from None
    if old.origin != new.origin or not tree.is_consistent(old.size, old.root, new.size, new.root, proof.path):
        raise NotProved("the proof does not hold: the later checkpoint does not begin with the earlier one")
    return proof


def _included(proof: Inclusion) -> bool:
    event = proof.event
    leaf = tree.leaf_hash(leaf_data(proof.salt, event.stream, event.version, event.topic, event.state))
    size = proof.checkpoint.size
    return tree.root_from_path(leaf, proof.number, size, proof.path) == proof.checkpoint.root


def _signed(checkpoint: Checkpoint, verifier: Verifier) -> None:
    signed = verifier.signed(checkpoint.text, list(checkpoint.signatures))
    if signed is None:
        raise NotProved("the checkpoint in the proof is not signed by this key")
    if not signed:
        raise NotProved("the checkpoint in the proof was altered: its signature does not hold")


def _only_checkpoint(text: str, count: int) -> list[Checkpoint]:
    checkpoint_file = parse(text)
    if len(checkpoint_file.checkpoints) != count or checkpoint_file.damaged or checkpoint_file.torn is not None:
        raise NotProved("the proof is damaged, or cut off: its checkpoint cannot be read")
    return checkpoint_file.checkpoints


def _words(path: tuple[bytes, ...]) -> list[str]:
    return [base64.b64encode(step).decode() for step in path]


def _hashes(lines: str) -> tuple[bytes, ...]:
    return tuple(_bytes(line) for line in lines.split("\n") if line)


def _bytes(word: str) -> bytes:
    return base64.b64decode(word, validate=True)
