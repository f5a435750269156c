"""The questions of the self-referral, in their order, and how a typed answer is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bots.dialogues.steps import Answers, Dialogue, Step, Unclear
from journey.domain.programme import Programme

NAME_LENGTH = 200
WORDS_LENGTH = 4000
_PHONE = re.compile(r"^\+?[\d\s()/-]{6,25}$")
_EMAIL = re.compile(r"^[^\s@<>\"]{1,64}@[^\s@<>\"]{1,180}\.[^\s@<>\".]{2,}$")
_LEAST_DIGITS = 6
ADULT = 18
_OLDEST = 110


def a_name(text: str) -> str:
    """A name, or whatever somebody wants to be called."""
    plain = " ".join(text.split())
    if not plain or len(plain) > NAME_LENGTH:
        raise Unclear("unclear-name")
    return plain


def a_phone(text: str) -> str:
    """A telephone number, as written."""
    plain = " ".join(text.split())
    if not _PHONE.match(plain) or sum(sign.isdecimal() for sign in plain) < _LEAST_DIGITS:
        raise Unclear("unclear-phone")
    return plain


def an_email(text: str) -> str:
    """An e-mail address."""
    plain = text.strip()
    if not _EMAIL.match(plain):
        raise Unclear("unclear-email")
    return plain


def a_birth_year(text: str) -> int:
    """A year of birth, in four digits, of somebody who may be alive."""
    year = re.search(r"(?<!\d)(19|20)\d\d(?!\d)", text)
    if year is None:
        raise Unclear("unclear-birth-year")
    return int(year.group())


def words(text: str) -> str:
    """Anything at all, up to a length."""
    plain = text.strip()
    if not plain or len(plain) > WORDS_LENGTH:
        raise Unclear("unclear-long" if plain else "unclear-empty")
    return plain


def ages(programme: Programme) -> tuple[int, int | None]:
    """The ages that may join: never below 18."""
    conditions = programme.settings.conditions
    return max(ADULT, conditions.min_age or 0), conditions.max_age


def _age_options(programme: Programme) -> Sequence[str]:
    low, high = ages(programme)
    return ["minor", *(["younger"] if low > ADULT else []), "fits", *(["older"] if high and high < _OLDEST else [])]


def _municipalities(programme: Programme) -> Sequence[str]:
    return [*programme.settings.municipalities, "elsewhere"]


def _lives_matters(_answers: Answers, programme: Programme) -> bool:
    return bool(programme.settings.municipalities) and programme.settings.conditions.lives_in


def _has_requirements(_answers: Answers, programme: Programme) -> bool:
    return bool(programme.settings.conditions.requires or programme.settings.conditions.excludes)


REFERRAL = Dialogue(
    "referral",
    (
        Step("welcome", ("go_on", "data"), counted=False, about="who we are, what happens with your data"),
        Step("conditions", ("go_on",), counted=False, about="who can join: said first"),
        Step(
            "age",
            _age_options,
            about="how old: the programme's ages",
            doors=(("minor", "under_18"), ("younger", "too_young"), ("older", "too_old")),
        ),
        Step(
            "municipality",
            _municipalities,
            asked=_lives_matters,
            doors=(("elsewhere", "elsewhere"),),
            plain=True,
            about="where you live",
        ),
        Step(
            "requires",
            ("yes", "unsure", "no"),
            asked=_has_requirements,
            doors=(("no", "outside"),),
            about="does what the programme asks for hold for you",
        ),
        Step("work_wish", ("yes", "maybe", "no"), doors=(("no", "not_now"),), about="do you want to work"),
        Step(
            "protected", ("no", "yes", "what"), doors=(("yes", "protected"),), about="protected identity, before a name"
        ),
        Step("name", ("anonymous",), a_name, about="your name, or anonymous"),
        Step("reach", ("phone", "email", "both", "none"), about="how we may reach you"),
        Step(
            "phone",
            (),
            a_phone,
            asked=lambda a, _: a.get("reach") in ("phone", "both"),
            part_of="reach",
            about="telephone number",
        ),
        Step(
            "email",
            (),
            an_email,
            asked=lambda a, _: a.get("reach") in ("email", "both"),
            part_of="reach",
            about="e-mail address",
        ),
        Step("gender", ("woman", "man", "other"), skip=True, about="woman, man or other"),
        Step("birth_year", (), a_birth_year, skip=True, about="year of birth"),
        Step(
            "education",
            ("compulsory", "upper_secondary", "post_secondary", "higher", "unknown"),
            skip=True,
            about="school",
        ),
        Step("words", (), words, skip=True, about="anything we should know before we meet"),
        Step(
            "reminders",
            ("yes", "no"),
            asked=lambda a, _: a.get("reach") != "none",
            about="may we send reminders",
        ),
    ),
)
"""Each question of the self-referral. The summary and the sending come after them."""

FACTS = ("municipality", "gender", "birth_year", "education")
CHANGEABLE = ("name", "reach", "phone", "email", *FACTS, "words", "reminders")


def implausible(birth_year: int, programme: Programme, today: date) -> bool:
    """Whether a year of birth contradicts what was said about age."""
    low, high = ages(programme)
    age = today.year - birth_year
    return age < low or (high is not None and age > high + 1)
