"""Telephone numbers as whoever rings from anywhere dials them."""

from __future__ import annotations

import re

_HOME = "46"
_AREA, _LEAST, _MOST = 2, 7, 15
"""Digits of a mobile's first group; and of any number that can be dialled, the country's included."""


def dialled(phone: str) -> str:
    """A number as E.164 has it, with spaces for the eye: `+46 70 123 45 67`; as it was written where it is none.

    A number without a country is Swedish. A page finds the number to press in it: the digits alone are dialled.
    """
    plain = re.sub(r"[\s().·-]", "", phone.replace("(0)", "")).removeprefix("tel:")
    digits = re.sub(r"^(\+|00)", "", plain) if plain.startswith(("+", "00")) else re.sub(r"^0", _HOME, plain)
    if not digits.isascii() or not digits.isdecimal() or not _LEAST <= len(digits) <= _MOST or digits.startswith("0"):
        return phone
    if plain.startswith(("+", "00", "0")) and digits.startswith(_HOME):
        return f"+{_HOME} {_grouped(digits.removeprefix(_HOME).removeprefix('0'))}"
    return f"+{digits}" if plain.startswith(("+", "00")) else phone


def _grouped(rest: str) -> str:
    return " ".join([rest[:_AREA], re.sub(r"(\d{2,3}?)(?=(\d\d)*$)", r"\1 ", rest[_AREA:]).strip()])
