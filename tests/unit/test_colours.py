"""The colours of every page: words can be read, and focus and borders be seen, in light, in the dark and with contrast."""

from __future__ import annotations

import re
from pathlib import Path

CSS = (Path(__file__).parents[2] / "bots/web/static/paper.css").read_text(encoding="utf-8")
READ = 4.5
SEEN = 3.0
PAIRS = {
    **{(ink, paper): READ for ink in ("ink", "soft", "attention") for paper in ("paper", "card", "attention-paper")},
    **{("accent", paper): READ for paper in ("paper", "card")},
    ("ink", "mine"): READ,
    ("on-accent", "accent"): READ,
    ("paper", "attention"): READ,
    **{("focus", paper): SEEN for paper in ("paper", "card", "mine", "attention-paper")},
}


def schemes() -> dict[str, dict[str, str]]:
    """The colours of each setting, on top of those that it leaves as they are."""
    blocks = [
        dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    ]
    light, dark, more, more_dark = blocks
    return {"light": light, "dark": light | dark, "more": light | more, "more, dark": light | dark | more | more_dark}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_words_are_read_and_the_focus_is_seen_in_every_setting() -> None:
    for name, colours in schemes().items():
        for (one, other), least in PAIRS.items():
            assert contrast(colours[one], colours[other]) >= least, f"{name}: {one} on {other}"
