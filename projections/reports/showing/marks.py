"""What tells one series of a picture from another beside its colour: dashes, shapes, light and dark; and the legend.

Whoever sees no colours, or prints without them, tells them apart all the same. The legend is drawn by itself, at fixed
places, because Vega lays legends out by the fonts that a machine happens to have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

INK, QUIET, FAINT = "#2f2f2d", "#5a5a56", "#d9d7d0"
LINES = ("#14506b", "#b3590a", "#5b6b1f", "#7a3f6d", "#5f5f5f")
"""Of lines and points: all of them dark enough to be seen thin on white."""
DASHES: tuple[tuple[int, ...], ...] = ((1, 0), (7, 4), (2, 3), (10, 3, 2, 3), (5, 2))
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
FILLS = ("#14506b", "#f3b15f", "#d4ddc6", "#a9789b", "#efefef")
"""Of bars: by turns dark and light, and all but the first with an outline."""

FONT = "system-ui, -apple-system, 'Segoe UI', sans-serif"
SIZE = 13
"""Pixels of a letter: pictures are drawn as wide as they are shown, once for a desk and once for a phone."""
LETTER = 7.0
"""Pixels that a letter takes at most, all in all; nothing is measured, so that no machine's fonts move anything."""
BOLD = 8.6
"""The same of a bold letter."""
ROW = 20


def wrapped(words: str, letters: int) -> list[str]:
    """A text in lines of so many letters; a longer word is broken."""
    lines = [""]
    for word in re.findall(rf"\S{{1,{max(letters, 4)}}}", words):
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= letters or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def width_of(words: Sequence[str]) -> float:
    """Pixels that the longest of some lines takes."""
    return max((len(line) for line in words), default=0) * LETTER


def legend_rows(names: Sequence[str], width: int) -> int:
    """How many lines of text a legend takes."""
    return sum(len(wrapped(name, _letters(width))) for name in names)


def _letters(width: int) -> int:
    return int((width - 40) / LETTER)


def legend(names: Sequence[str], width: int, *, form: str) -> str:
    """A line for each series, with its mark as it is drawn."""
    parts, y = [], 4
    for place, name in enumerate(names):
        parts.append(_mark(place, y + ROW // 2, form))
        for line in wrapped(name, _letters(width)):
            parts.append(
                f'<text x="36" y="{y + 15}" font-family="{escape(FONT)}" font-size="{SIZE}" fill="{INK}">'
                f"{escape(line)}</text>"
            )
            y += ROW
    return f'<g class="legend">{"".join(parts)}</g>'


def _mark(place: int, y: int, form: str) -> str:
    place %= len(LINES)
    if form == "bars":
        outline = "" if place == 0 else f' stroke="{INK}"'
        return f'<rect x="6" y="{y - 6}" width="20" height="12" fill="{FILLS[place]}"{outline}/>'
    colour = LINES[place]
    if form == "dots":
        return f'<path d="{_PATHS[SHAPES[place]]}" transform="translate(16,{y})" fill="{colour}"/>'
    dash = "" if place == 0 else f' stroke-dasharray="{",".join(map(str, DASHES[place]))}"'
    return f'<path d="M4,{y}h26" stroke="{colour}" stroke-width="2.25" fill="none"{dash}/>'


_PATHS = {
    "circle": "M4.5,0A4.5,4.5,0,1,1,-4.5,0A4.5,4.5,0,1,1,4.5,0",
    "square": "M-4,-4h8v8h-8Z",
    "triangle-up": "M-5,4L5,4L0,-5Z",
    "diamond": "M0,-6L5,0L0,6L-5,0Z",
    "cross": "M-5,-2h3v-3h4v3h3v4h-3v3h-4v-3h-3Z",
}
