"""What can be read of a person, in words that the access log keeps and every page says in its own language."""

from __future__ import annotations

from typing import Literal, get_args

What = Literal[
    "name", "contact", "words", "calendar", "facts", "reference", "case", "proof", "hidden", "messages", "documents"
]

WHAT: tuple[str, ...] = get_args(What)
"""In this order for ever: the access log keeps a bit for each. A new one comes last, and there is room for sixteen."""

EVERYTHING: tuple[str, ...] = ("name", "contact", "words", "calendar", "facts", "messages", "documents")
"""All that is kept about somebody, as their own extract shows it."""
