"""The numbers to call in danger or crisis: one dated file, the same for every programme that a config serves."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from bots.crisis.files import folders, wrong
from journey.domain.settings import Code, Line
from journey.engine.loading.config_values import Fault, on_one_line, read_struct
from journey.engine.loading.toml_files import read_toml

FILE = "helplines.toml"

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Clock = Annotated[str, Meta(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", description="a text such as 08:00")]
Phone = Annotated[
    str, Meta(pattern=r"^\+?[0-9][0-9 -]{1,19}$", description="up to 20 digits, spaces and hyphens, such as 90101")
]
Url = Annotated[str, Meta(pattern=r"^https://[^\s<>\"]{1,190}$", description="an address that begins with https://")]


class Hours(Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Days on which a number answers, and from when to when, on Swedish clocks. `24:00` is the end of the day."""

    days: tuple[Day, ...]
    from_: Clock
    to: Clock


class Number(Struct, frozen=True, forbid_unknown_fields=True):
    """One number: what to dial, when it answers, what it is called and what it is for."""

    id: Code
    phone: Phone
    hours: tuple[Hours, ...]
    name: dict[str, Line]
    what: dict[str, Line]
    url: Url | None = None

    def called(self, language: str) -> str:
        """Its name in a language; in Swedish where that has none."""
        return self.name.get(language, self.name["sv"])

    def purpose(self, language: str) -> str:
        """What it is for, in a language; in Swedish where that has none."""
        return self.what.get(language, self.what["sv"])


class Helplines(Struct, frozen=True, forbid_unknown_fields=True):
    """The numbers in the order to show them, and the day when somebody last verified them."""

    checked: date
    numbers: tuple[Number, ...]


def load_helplines(folder: Path | None) -> Helplines:
    """The helplines of the folder, else the shipped ones.

    Raises WrongInput of one line for the first fault: file, key, what is wrong, what is allowed.
    """
    shipped, *own = (place / FILE for place in folders(folder))
    path = own[0] if own and own[0].exists() else shipped
    try:
        helplines = read_struct(Helplines, read_toml(path))
        _check(helplines)
    except Fault as fault:
        raise wrong(path, fault) from None
    return helplines


def _check(helplines: Helplines) -> None:
    if not helplines.numbers:
        raise Fault("numbers", "is empty; write at least one number")
    seen: set[str] = set()
    for at, number in enumerate(helplines.numbers):
        if number.id in seen:
            raise Fault(f"numbers[{at}].id", f"{on_one_line(number.id)} is used twice; write another id")
        seen.add(number.id)
        if not number.hours:
            raise Fault(f"numbers[{at}].hours", "is empty; write at least one table with days, from and to")
        for key, texts in (("name", number.name), ("what", number.what)):
            if "sv" not in texts:
                raise Fault(f"numbers[{at}].{key}", "has no text in sv; write one, and one for each other language")
        for line, hours in enumerate(number.hours):
            if not hours.days or hours.from_ >= hours.to:
                raise Fault(f"numbers[{at}].hours[{line}]", "is never open; write days, and from before to")
