"""Dates in words: said in one place, with the year whenever it is not this one."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

from bots.texts.catalogue import Texts, beginning
from bots.texts.dates import say_day, say_moment, write_day, write_moment

ROOT = Path(__file__).parents[2]
TEXTS = Texts([ROOT / "config" / "locales"])
TODAY = date(2026, 12, 28)
NEW_YEARS_EVE = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # half past midnight, the next year, on Swedish walls
DATE_TEXT = re.compile(r"""["'](date|moment|day-year|day-time)["'],\s*(day|weekday)=""")


def test_a_day_of_this_year_is_said_without_the_year():
    assert say_day(TEXTS, "sv", date(2026, 12, 31), TODAY) == "torsdag 31 december"
    assert say_day(TEXTS, "en", date(2026, 1, 1), TODAY) == "Thursday 1 January"


def test_a_day_of_another_year_is_said_with_it_in_every_language():
    for language in TEXTS.languages:
        assert say_day(TEXTS, language, date(2027, 1, 4), TODAY).endswith(" 2027")
        assert say_day(TEXTS, language, date(2025, 12, 29), TODAY).endswith(" 2025")


def test_a_moment_takes_its_year_from_the_clocks_on_the_wall():
    assert say_moment(TEXTS, "sv", NEW_YEARS_EVE, TODAY) == "fredag 1 januari 2027 klockan 00:30"
    assert say_moment(TEXTS, "sv", NEW_YEARS_EVE, date(2027, 1, 1)) == "fredag 1 januari klockan 00:30"


def test_a_page_that_is_kept_always_has_the_year():
    assert write_day(TEXTS, "sv", date(2026, 12, 31)) == "31 december 2026"
    assert write_moment(TEXTS, "sv", NEW_YEARS_EVE) == "1 januari 2027 kl. 00.30"


def test_dates_are_put_into_words_in_one_file():
    files = [path for room in ("app", "bots", "services") for path in (ROOT / room).rglob("*.py")]
    saying = {path.relative_to(ROOT).as_posix() for path in files if DATE_TEXT.search(path.read_text(encoding="utf-8"))}
    assert saying == {"bots/texts/dates.py"}


def test_no_text_begins_with_a_day_in_a_small_letter():
    """A weekday is written small in Swedish, but not at the beginning of a sentence: a text says BEGINNING there."""
    begins = re.compile(r"^([a-z-]+) =\s+\{ \$(?:day|moment|when) \}", re.MULTILINE)
    files = (ROOT / "config" / "locales").glob("*/*.ftl")
    found = {key for path in files for key in begins.findall(path.read_text(encoding="utf-8"))}
    assert found == {"moment", "day-year", "day-time"}  # parts of sentences


def test_a_day_begins_a_line_with_a_capital():
    assert beginning(say_day(TEXTS, "sv", date(2026, 12, 31), TODAY)) == "Torsdag 31 december"
