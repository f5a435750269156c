"""A dialogue as a list of steps: each asks one thing, may be skipped or not needed, and may lead to another door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from journey.domain.programme import Programme

Answers = dict[str, Any]
"""What has been answered, by step; a step that was skipped holds None."""


class Unclear(ValueError):
    """The answer cannot be read; the message is the key of the text that says what would help."""


@dataclass(frozen=True)
class Step:
    """One question. `options` are its ready answers; `reads` makes a value of a typed one, or raises Unclear.

    `asked` says whether the question is needed at all; `doors` maps an answer to the other door it leads to.
    """

    name: str
    options: Callable[[Programme], Sequence[str]] | Sequence[str] = ()
    reads: Callable[[str], Any] | None = None
    skip: bool = False
    asked: Callable[[Answers, Programme], bool] = lambda _answers, _programme: True
    doors: tuple[tuple[str, str], ...] = ()
    about: str = ""
    plain: bool = False  # the options are words of the programme's own, not of the catalogue
    counted: bool = True  # a question; what is only read is not counted as one
    part_of: str = ""  # the question that this one completes: both count as one

    def ready(self, programme: Programme) -> Sequence[str]:
        """The ready answers in this programme."""
        return self.options(programme) if callable(self.options) else self.options

    def door(self, answer: Any) -> str | None:
        """The other door an answer leads to."""
        return dict(self.doors).get(answer)


@dataclass(frozen=True)
class Dialogue:
    """Steps in their order."""

    name: str
    steps: tuple[Step, ...]

    def step(self, name: str) -> Step | None:
        """The step of that name."""
        return next((step for step in self.steps if step.name == name), None)

    def next(self, answers: Answers, programme: Programme) -> Step | None:
        """The first question that is needed and not answered; None when all are."""
        needed = (step for step in self.steps if step.name not in answers and step.asked(answers, programme))
        return next(needed, None)

    def before(self, name: str, answers: Answers, programme: Programme) -> Step | None:
        """The question asked before this one; None at the first."""
        earlier: Step | None = None
        for step in self.steps:
            if step.name == name:
                return earlier
            if step.name in answers and step.asked(answers, programme):
                earlier = step
        return earlier

    def place(self, step: Step, answers: Answers, programme: Programme) -> tuple[int, int, int] | None:
        """Which question this is on the way of somebody who answers so, of how many, and which part of it.

        None for a step that asks nothing. Parts do not count, so that the way never becomes longer on the way.
        """
        if not step.counted:
            return None
        needed = [one for one in self.steps if one.counted and (one == step or one.asked(answers, programme))]
        names = [one.name for one in needed if not one.part_of]
        leading = step.part_of or step.name
        parts = [one.name for one in needed if leading in (one.name, one.part_of)]
        return names.index(leading) + 1, len(names), parts.index(step.name) + 1


def mermaid(dialogue: Dialogue) -> str:
    """The dialogue as a diagram for the documentation."""
    lines = ["flowchart TD"]
    names = [step.name for step in dialogue.steps]
    for step, following in zip(dialogue.steps, [*names[1:], "sent"], strict=True):
        lines.append(f'    {step.name}["{step.about or step.name}"] --> {following}')
        if step.skip:
            lines.append(f"    {step.name} -. skip .-> {following}")
        lines += [f"    {step.name} -- {answer} --> door_{door}" for answer, door in step.doors]
    doors = dict.fromkeys(door for step in dialogue.steps for _, door in step.doors)
    lines += [f'    door_{door}(["another door: {door.replace("_", " ")}"])' for door in doors]
    lines.append('    sent(["sent: receipt, what happens next and by when"])')
    return "\n".join(lines)
