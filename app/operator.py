"""Which operator acts at the command line: whom `--as` names, else the system's user. The log keeps the name."""

from __future__ import annotations

import getpass
import unicodedata
from collections.abc import Sequence

from journey.domain.errors import WrongInput
from services.permissions import Actor, Role

_OPTION = "--as"
_LONGEST = 100
_LONGEST_REASON = 150  # beside the command it stands in one column of the access log
_acting: str | None = None  # of this process: a command line has one operator


def without_option(arguments: Sequence[str]) -> list[str]:
    """The arguments without `--as NAME`, which may stand anywhere; the name holds for this process from now on.

    Raises WrongInput for a name that is none.
    """
    global _acting  # noqa: PLW0603  # one process, one command, one operator
    rest, _acting = list[str](), None
    words = iter(arguments)
    for word in words:
        if word == _OPTION or word.startswith(f"{_OPTION}="):
            _acting = _checked(word.partition("=")[2] if "=" in word else next(words, ""))
        else:
            rest.append(word)
    return rest


def _checked(name: str) -> str:
    """The name as the log has it: one blank between words, one form of each letter. Raises WrongInput for no name."""
    plain = unicodedata.normalize("NFC", name.strip()).replace("\N{NO-BREAK SPACE}", " ")
    words = " ".join(plain.split())
    if not plain.isprintable() or len(words) > _LONGEST or words.startswith("-") or not any(map(str.isalpha, words)):
        raise WrongInput(f"{_OPTION}: not a name; write who acts, in letters and at most {_LONGEST} characters")
    return words


def named_by_option() -> bool:
    """Whether `--as` names who acts; else the system does."""
    return _acting is not None


def actor(reason: str | None = None) -> Actor:
    """The operator who acts; `reason` says why somebody under protected identity is read.

    Raises WrongInput where neither `--as` nor the system names anybody.
    """
    return Actor(Role.operator, _acting or _user(), reason=_reason(reason))


def _reason(text: str | None) -> str | None:
    plain = " ".join((text or "").split())
    if len(plain) > _LONGEST_REASON or not plain.isprintable():
        raise WrongInput(f"--reason: not a reason; write it in at most {_LONGEST_REASON} characters")
    return plain or None


def _user() -> str:
    try:
        return _checked(getpass.getuser())  # it may come from the environment, where anybody writes anything
    except (KeyError, OSError):  # a container may run as a number without a name
        raise WrongInput(f"{_OPTION}: the system knows no name of this user; write {_OPTION} NAME") from None
