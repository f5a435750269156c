"""What somebody else has written, shown to a colleague: as a quotation, that can look like nothing but one.

A participant's words must not become a card's own line, a link or a telephone number on a colleague's screen.
"""

from __future__ import annotations

import re

from journey.domain.plain import one_line, plain

QUOTED = "> "
"""Each line of a quotation begins so; whoever draws it takes these lines together, and makes nothing of them live."""
RELAYED = "relayed"
"""The style of a message that hands on somebody's words: a name, `: `, and the words."""
_NO_PART_OF_A_NAME = re.compile(r"[:/@\\|<>{}\[\]•\"“”]+")
_LONGEST = 100  # signs of a name on a screen


def quoted(words: str) -> str:
    """Words as lines of a quotation."""
    return "\n".join(f"{QUOTED}{line}" for line in plain(words).strip().split("\n"))


def name_of(name: str) -> str:
    """A name as one line that can be no field and no link: without the signs that either needs."""
    return one_line(_NO_PART_OF_A_NAME.sub(" ", name))[:_LONGEST].strip()
