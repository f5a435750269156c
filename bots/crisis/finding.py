"""Expressions found in a text, all of its places at once.

Places are bits of one large number: bit 5 is the place before the word number 5. An expression is followed from every
place at the same time, part by part, so that the work grows with the text and the phrases and with nothing else.
"""

from __future__ import annotations

from collections import defaultdict

from bots.crisis.expressions import Expression, Part
from bots.crisis.spelling import Spelling

Places = int
_Here = tuple[Places, Places, tuple[Expression, ...]]  # a part's single words, its words cut in two, what is longer


class Reading:
    """A text cut into words, and which of the phrases' words stands where."""

    def __init__(self, words: list[str], sentences: list[int], spelling: Spelling, meant: dict[str, set[str]]) -> None:
        """`meant` remembers what was looked up, for the other readings of the same text."""
        self._everywhere: Places = (1 << (len(words) + 1)) - 1
        single: dict[str, list[int]] = defaultdict(list)
        double: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(words):
            if word not in meant:
                meant[word] = spelling.meant(word)
            for written in meant[word]:
                single[written].append(at)
            for written in spelling.meant_together(word, words[at + 1]) if at + 1 < len(words) else ():
                double[written].append(at)
        self.present = frozenset((*single, *double))
        """The words of phrases that stand in the text."""
        self._single = {written: _bits(found, len(words)) for written, found in single.items()}
        self._double = {written: _bits(found, len(words)) for written, found in double.items()}
        on = [at for at in range(1, len(words)) if sentences[at] == sentences[at - 1]]
        self._goes_on: Places = _bits(on, len(words))  # words whose sentence began before them
        self._edges: Places = self._everywhere & ~self._goes_on
        self._looked_up: dict[int, _Here] = {}

    def ends(self, expression: Expression) -> Places:
        """The places after every match of an expression."""
        return self._forward(expression, self._everywhere) if self._possible(expression) else 0

    def covered(self, expression: Expression) -> Places:
        """The words that lie within matches of an expression; bit 5 is word number 5."""
        if not self._possible(expression):
            return 0
        return self._between(expression, self._everywhere, self._everywhere)

    def _between(self, expression: Expression, before: Places, after: Places) -> Places:
        """The words on the ways through an expression from some places to others."""
        starts: list[Places] = []
        begun = False
        for part in expression:
            within = begun and not (part.edge or part.may_end or part.optional)
            starts.append(before & self._goes_on if within else before)  # within one sentence
            before = self._step(part, starts[-1])
            begun = begun or not (part.edge or part.optional)
        covered = 0
        live = before & after
        for part, start in zip(reversed(expression), reversed(starts), strict=True):
            if not live:
                return 0
            here = start & self._step_back(part, live)
            covered |= self._within(part, here, live)
            live = here
        return covered

    def _within(self, part: Part, before: Places, after: Places) -> Places:
        covered = 0
        if part.edge:
            return 0
        if part.gap:
            back = [after]
            for _ in range(part.gap - 1):
                back.append(back[-1] | ((back[-1] >> 1) & self._goes_on))
            for behind in reversed(back):
                covered |= before & self._goes_on & (behind >> 1)
                before |= (before & self._goes_on) << 1
            return covered
        one, two, members = self._here(part)
        covered = before & one & (after >> 1)
        doubled = before & two & (after >> 2)
        covered |= doubled | (doubled << 1)
        for member in members:
            covered |= self._between(member, before, after)
        return covered

    def _forward(self, expression: Expression, places: Places) -> Places:
        for part in expression:
            places = self._step(part, places)
            if not places:
                break
        return places

    def _backward(self, expression: Expression, places: Places) -> Places:
        for part in reversed(expression):
            places = self._step_back(part, places)
            if not places:
                break
        return places

    def _step(self, part: Part, places: Places) -> Places:
        """The places to which a part leads from these. A gap ends with its sentence."""
        if part.edge:
            return places & self._edges
        if part.gap:
            for _ in range(part.gap):
                places |= (places & self._goes_on) << 1
            return places
        one, two, members = self._here(part)
        reached = ((places & one) << 1) | (places if part.optional else 0)
        if two:
            reached |= (places & two) << 2
        for member in members:
            reached |= self._forward(member, places)
        return reached

    def _step_back(self, part: Part, places: Places) -> Places:
        if part.edge:
            return places & self._edges
        if part.gap:
            for _ in range(part.gap):
                places |= (places >> 1) & self._goes_on
            return places
        one, two, members = self._here(part)
        reached = ((places >> 1) & one) | (places if part.optional else 0)
        if two:
            reached |= (places >> 2) & two
        for member in members:
            reached |= self._backward(member, places)
        return reached

    def _possible(self, expression: Expression) -> bool:
        return all(part.gap or part.optional or part.edge or any(self._here(part)) for part in expression)

    def _here(self, part: Part) -> _Here:
        """What of a part stands in this text: most texts hold little of most expressions."""
        places = self._looked_up.get(id(part))
        if places is None:
            self._looked_up[id(part)] = places = self._look_up(part)
        return places

    def _look_up(self, part: Part) -> _Here:
        one = two = 0
        for word in part.words:
            one |= self._single.get(word, 0)
            two |= self._double.get(word, 0)
        members: list[Expression] = []
        for group in part.groups:
            for member in group.members:
                if len(member) > 1 or member[0].edge:
                    members += [member] if self._possible(member) else []
                    continue
                singles, doubles, others = self._here(member[0])
                one, two = one | singles, two | doubles
                members += others
        return one, two, tuple(members)


def _bits(places: list[int], count: int) -> Places:
    octets = bytearray(count // 8 + 1)
    for place in places:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")
