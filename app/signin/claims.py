"""What a provider's claims mean here: which person, and which posts. Denied by default."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.signin.config import SignInSettings
from app.signin.provider import Refused
from journey.engine.staff.sessions import Place

_LONGEST = 180


def claim_of(settings: SignInSettings, claims: Mapping[str, Any]) -> str:
    """What the claims call the person. Raises Refused where they call nobody, or by what the provider never checked."""
    name = settings.provider.person if settings.provider else "sub"
    value = claims.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST or not value.isprintable():
        raise Refused("the claim that names the person is missing, or is no name")
    if name == "email" and claims.get("email_verified") is not True:
        raise Refused("the provider has not checked that the mail address is theirs")
    return value.strip()


def person_of(settings: SignInSettings, claimed: str) -> str | None:
    """The reference of whom the claims call so; None for a stranger. Names are the same in any case of letters."""
    if not settings.people:
        return claimed
    known = {name.casefold(): reference for name, reference in settings.people.items()}
    return known.get(claimed.casefold())


def grants_of(settings: SignInSettings, claims: Mapping[str, Any]) -> list[Place] | None:
    """Where the claims say that somebody works; None where the file leaves that to the log alone."""
    if not settings.roles:
        return None
    return [(one.programme, one.role) for one in settings.roles if one.value in _values(claims.get(one.claim))]


def _values(claim: Any) -> list[str]:
    """A claim's values: a list, or one alone."""
    return [one for one in (claim if isinstance(claim, list) else [claim]) if isinstance(one, str)]
