"""Which operator acts at the command line: whom `--as` names, else the system's user. The log keeps the name."""

from __future__ import annotations

import getpass
from collections.abc import Sequence

from journey.domain.errors import WrongInput
from services.permissions import Actor, Role

_OPTION = "--as"
_LONGEST = 100
_acting: str | None = None  # of this process: a command line has one operator


def taken(arguments: Sequence[str]) -> list[str]:
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
    plain = name.strip()
    if not plain or len(plain) > _LONGEST or not plain.isprintable() or plain.startswith("-"):
        raise WrongInput(f"{_OPTION}: not a name; write who acts, in at most {_LONGEST} characters")
    return plain


def actor(reason: str | None = None) -> Actor:
    """The operator who acts; `reason` says why somebody under protected identity is read.

    Raises WrongInput where neither `--as` nor the system names anybody.
    """
    return Actor(Role.operator, _acting or _user(), reason=(reason or "").strip() or None)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number without a name
        raise WrongInput(f"{_OPTION}: the system knows no name of this user; write {_OPTION} NAME") from None
