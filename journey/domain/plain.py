"""Text as plain text: without what a terminal, a page, a mail or a spreadsheet would obey instead of showing.

What somebody writes may hold control characters, and marks that turn the direction of what follows. Each mouth that
text leaves by takes them out, or writes them as codes.
"""

from __future__ import annotations

import re

_UNSEEN = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and newline: ESC and CSI command a terminal, BEL rings
    r"\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # marks of direction, and letters without any width
    r"\u2028\u2029\ufff9-\ufffb\U000e0000-\U000e007f"  # lines and notes within lines, and tags that nobody sees
)
_CONTROLS = re.compile(f"[{_UNSEEN}]")
_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


def plain(text: str) -> str:
    """Text without what is obeyed and not seen; line by line as it was, with plain line ends."""
    if text.isprintable():  # most: nothing that is taken out counts as printable
        return text
    return _CONTROLS.sub("", _LINES.sub("\n", text))


def printed(value: object) -> object:
    """A value as a page prints it: the same, and a text plain. What is marked as HTML has been made plain before."""
    return plain(value) if type(value) is str else value


def one_line(text: str) -> str:
    """The same as one line: a name, an address, a subject."""
    return " ".join(plain(text).split())


def with_codes(text: str) -> str:
    r"""Text for a terminal: what would be obeyed stands there as its code, such as `\x1b`, so that it can be seen."""
    return _CONTROLS.sub(_code, text)


def _code(sign: re.Match[str]) -> str:
    number = ord(sign.group())
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"  # noqa: PLR2004  # as Python writes them


def json_with_codes(text: str) -> str:
    """JSON of the same meaning, in which what a terminal would obey is written as JSON's own codes."""
    return _CONTROLS.sub(lambda sign: "".join(f"\\u{unit:04x}" for unit in _utf_16(sign.group())), text)


def _utf_16(sign: str) -> list[int]:
    units = sign.encode("utf-16-be")
    return [int.from_bytes(units[at : at + 2]) for at in range(0, len(units), 2)]


def spreadsheet_cell(text: str) -> str:
    """Text as a cell of CSV: one that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{text}" if _FORMULA.match(text) else text
