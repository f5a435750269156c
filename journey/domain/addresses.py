"""E-mail addresses and telephone numbers in one spelling each, by the libraries of the field. Nothing is looked up."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

REGION = "SE"
"""Where a telephone number without a country is dialled."""
_WORDS = 60
"""Characters that may follow a number: when to ring, whose it is."""


def email(text: str) -> str | None:
    """An e-mail address as mail servers write it; None where it is none.

    Letters beyond ASCII are taken after the @ alone, and written as the servers do: of two that look alike, one is seen
    to be another.
    """
    parsed = _email(text.strip())
    return None if parsed is None else str(parsed.ascii_email)


def phone(text: str) -> str | None:
    """A telephone number as people of its country write it, with the words that followed it; None where there is none.

    Abroad the country's number stands before it.
    """
    parsed = _phone(text)
    if parsed is None:
        return None
    (number, words), library = parsed, _numbers()
    home = number.country_code == library.country_code_for_region(REGION)
    style = library.PhoneNumberFormat.NATIONAL if home else library.PhoneNumberFormat.INTERNATIONAL
    return str(library.format_number(number, style)) + words


def dialled(text: str) -> str | None:
    """A telephone number as any telephone dials it (E.164); None where there is none, or a local one."""
    parsed = _phone(text)
    library = _numbers()
    if parsed is None or not library.is_valid_number(parsed[0]):
        return None
    return str(library.format_number(parsed[0], library.PhoneNumberFormat.E164))


def spellings(text: str) -> tuple[str, ...]:
    """What look-ups compare: today's spelling first, then those under which earlier versions kept the same address."""
    plain = "".join(text.split()).casefold()
    if "@" in plain:
        parsed = _email(plain)
        written = (str(parsed.ascii_email).casefold(), str(parsed.normalized).casefold()) if parsed else ()
        return tuple(dict.fromkeys((*written, plain)))
    number = dialled(text)
    if number is None:
        return (_digits(plain),)
    today = _digits(number)
    return tuple(dict.fromkeys((today, f"0{today}", _digits(plain))))  # the second of them was written with "(0)"


def same(one: str, other: str) -> bool:
    """Whether two spellings mean one address."""
    return spellings(one)[0] == spellings(other)[0]


def _digits(text: str) -> str:
    """The digits of a number as this country dials it: what every version has compared numbers by."""
    digits = "".join(str(unicodedata.digit(sign)) for sign in text if sign.isdecimal()).removeprefix("00")
    return "0" + digits[2:] if digits.startswith("46") else digits


@cache
def _numbers() -> Any:
    import phonenumbers  # costs a tenth of a second, and `journey --help` names no number

    return phonenumbers


def _phone(text: str) -> tuple[Any, str] | None:
    """The first number in a text, and the words after it."""
    library = _numbers()
    plain = " ".join(text.split())
    if len(plain) > 4 * _WORDS:
        return None
    for match in library.PhoneNumberMatcher(plain, REGION, leniency=library.Leniency.POSSIBLE):
        words = plain[match.end :].rstrip()
        return (match.number, words) if len(words) <= _WORDS else None
    return None


def _email(text: str) -> Any:
    import email_validator  # as above

    try:
        return email_validator.validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except email_validator.EmailNotValidError:
        return None
