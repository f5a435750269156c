"""Lists too long for one message: a page of them, a line that says how many more there are, and the way to those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bots.dialogues.talk import Choice, Talk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Part of a list: what is shown of it, how many are passed over, and how many follow."""

    shown: Sequence[T]
    first: int
    left: int

    @property
    def following(self) -> int:
        """Where the next page begins."""
        return self.first + len(self.shown)

    def line(self, talk: Talk) -> list[str]:
        """The line that says how many more there are; none where the list ends here."""
        return [talk.text("list-more", count=self.left)] if self.left else []

    def way(self, talk: Talk, data: str) -> list[list[Choice]]:
        """The button that shows more, as a row: `data` and where the next page begins; none where the list ends."""
        return [[talk.choice(f"{data}:{self.following}", "list-next", count=self.left)]] if self.left else []


def page(items: Sequence[T], choice: str, size: int) -> Page[T]:
    """The page that a button asks for by where it begins; the first one where it says nothing, or too much."""
    first = int(choice) if choice.isdecimal() else 0
    first = first if first < len(items) else 0
    shown = items[first : first + size]
    return Page(shown, first, len(items) - first - len(shown))
