"""Who may enter on the programme's behalf. These stand in the programme's stream."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from journey.domain.events.base import Personal
from journey.domain.events.system import EngineFact

StaffName = Annotated[str, Meta(pattern=r"^(coach|supervisor|evaluator|dpo|admin):[^\x00-\x1f\x7f]{1,180}$")]
"""`coach:REF` or `supervisor:REF`, as in `by`; `evaluator:REF`, `dpo:REF` and `admin:REF` are in no entry's `by`."""


class StaffAdded(EngineFact, frozen=True, tag="staff_added.v1"):
    """Somebody of the programme may enter; added again, the address and the name are different from now on."""

    staff: StaffName
    name: Personal | None = None
    email: Personal | None = None


class StaffDisabled(EngineFact, frozen=True, tag="staff_disabled.v1"):
    """They may enter no more, from this moment."""

    staff: StaffName
