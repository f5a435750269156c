"""How the list of people is looked at: which filter, sorted by what, with which columns. It stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from app.desk.visit import Visit
from services.roster import Order

COLUMNS = ("state", "last", "due", "meeting", "coach", "enrolled")
"""What can be shown of each person, beside who they are."""
SORTS = ("name", *COLUMNS)
USUAL = ("state", "last", "due", "meeting")
_LONGEST = 6  # digits of the number of a page


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look at the list."""

    show: str
    sort: str = "due"
    backwards: bool = False
    columns: tuple[str, ...] = USUAL
    plain: tuple[str, ...] = USUAL
    """The columns that are shown without being asked for: no address says them."""

    @property
    def order(self) -> Order:
        """How it is sorted."""
        return Order(self.sort, self.backwards)

    @property
    def sorting(self) -> str:
        """The order as addresses and saved views say it."""
        return ("-" if self.backwards else "") + self.sort

    def address(self, page: int = 1) -> str:
        """Where the list is looked at so: nothing about anybody stands in it."""
        said: dict[str, Any] = {"show": self.show, "sort": self.sorting}
        if self.columns != self.plain:
            said["column"] = list(self.columns)
        if page > 1:
            said["page"] = page
        return f"/desk/people?{urlencode(said, doseq=True)}"

    def showing(self, show: str) -> Look:
        """The same with another filter."""
        return replace(self, show=show)

    def sorted_by(self, column: str) -> Look:
        """The same sorted by a column; by the one it is sorted by, the other way round."""
        return replace(self, sort=column, backwards=column == self.sort and not self.backwards)


def plain_columns(visit: Visit) -> tuple[str, ...]:
    """The columns that this colleague sees without asking: who leads everybody also sees whose they are."""
    return (*USUAL, "coach") if visit.actor.leads else USUAL


def look_of(visit: Visit, filters: Sequence[str], show: str, sort: str, columns: Sequence[str]) -> Look:
    """The look that words ask for; what is none of ours is as if it were not said."""
    usual = "mine" if visit.actor.coaches and "mine" in filters else "all"
    plain = plain_columns(visit)
    backwards, column = sort.startswith("-"), sort.removeprefix("-")
    known = tuple(one for one in COLUMNS if one in columns)
    return Look(
        show if show in filters else usual,
        column if column in SORTS else "due",
        backwards and column in SORTS,
        known or plain,
        plain,
    )


def requested_look(visit: Visit, filters: Sequence[str]) -> Look:
    """The look that the page's address asks for, or what a form says of it."""
    said = visit.form if visit.request.method == "POST" else visit.request.query_params
    columns = [str(one) for one in said.getlist("column")]
    return look_of(visit, filters, str(said.get("show", "")), str(said.get("sort", "")), columns)


def number(text: str) -> int:
    """The number of a page, from 1; of what is none, the first."""
    return max(1, int(text)) if text.isdecimal() and len(text) <= _LONGEST else 1
