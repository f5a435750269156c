"""Every text in every language: nothing missing, nothing that fails to render, and easy Swedish that is easy."""

import tempfile
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.texts.catalogue import FALLBACK, FIRST, NAME, Texts
from journey.domain.errors import WrongInput
from tests.cases import every
from tests.unit.catalogues import EASY, KEY, LANGUAGES, LOCALES, TEXTS, messages, own, rendered


def test_the_languages_say_their_names_and_what_they_fall_back_to():
    assert TEXTS.languages == {"sv": "Svenska", "sv-easy": "Lätt svenska", "en": "English"}
    for language in LANGUAGES:
        assert {NAME, FALLBACK} <= TEXTS.keys(language)
        assert TEXTS(language, FALLBACK) in TEXTS.languages


def test_every_text_exists_in_english():
    assert not TEXTS.keys(FIRST) - TEXTS.keys("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_has_a_text_that_swedish_lacks(language):
    assert not TEXTS.keys(language) - TEXTS.keys(FIRST)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_same_values(language):
    swedish = messages(FIRST)
    differ = {key: values.names ^ swedish[key].names for key, values in messages(language).items()}
    assert not {key: names for key, names in differ.items() if names}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_renders(language):
    for key in TEXTS.keys(FIRST):
        variants, values = rendered(language, key), own(language, key)
        assert all(text.strip() and "{" not in text for text in variants), key
        for name in values.names - values.variants.keys():
            assert any(name.capitalize() in text for text in variants), f"{key} loses {name}"


def test_dates_are_said_as_people_say_them():
    said = {language: TEXTS(language, "date", weekday=0, day=3, month=12) for language in LANGUAGES}
    assert said == {"sv": "måndag 3 december", "sv-easy": "måndag 3 december", "en": "Monday 3 December"}
    assert TEXTS("en", "moment", day=said["en"], time="14:00") == "Monday 3 December at 14:00"


# Words that hold everywhere -----------------------------------------------------------------------------------------

COMMANDS = sorted(key for key in TEXTS.keys(FIRST) if key.startswith("words-"))


def test_a_word_means_one_command_in_every_language():
    meant: dict[str, set[str]] = {}
    for language, key in product(LANGUAGES, COMMANDS):
        for word in TEXTS(language, key).split(", "):
            meant.setdefault(word, set()).add(key)
    assert not {word: keys for word, keys in meant.items() if len(keys) > 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_written_as_they_are_looked_up(language):
    for key in COMMANDS:
        for word in TEXTS(language, key).split(", "):
            assert word == " ".join(word.casefold().split()).strip(" .!?").removeprefix("/") != "", f"{key}: {word!r}"


# The catalogues -----------------------------------------------------------------------------------------------------


@given(st.one_of(st.none(), st.text(), st.sampled_from(LANGUAGES)))
def test_a_language_nobody_has_is_the_first(wanted):
    assert TEXTS.language(wanted) in LANGUAGES
    said = TEXTS(wanted, "mine-menu")
    assert said == TEXTS(wanted if wanted in TEXTS.languages else FIRST, "mine-menu")
    assert TEXTS.has(wanted, "mine-menu")


@given(st.sampled_from(LANGUAGES), st.from_regex(KEY, fullmatch=True))
def test_a_text_there_is_not_is_a_key_error(language, key):
    assert TEXTS.has(language, key) == (key in TEXTS.keys(FIRST))
    if not TEXTS.has(language, key):
        with pytest.raises(KeyError):
            TEXTS(language, key)


def test_a_later_folder_replaces_single_texts(tmp_path):
    (tmp_path / "sv").mkdir()
    (tmp_path / "sv" / "ours.ftl").write_text("mine-menu = Vad vill du nu?\n", encoding="utf-8")
    texts = Texts([LOCALES, tmp_path])
    assert texts("sv", "mine-menu") == texts(EASY, "mine-menu") == "Vad vill du nu?"
    assert texts("sv", "mine-more") == TEXTS("sv", "mine-more")


@every(
    "content",
    [
        b"this is no text\n",
        b"key = { $name\n",
        b"a = A\n\n= B\n",
        b"key =\n",
        b"key = \xff\xfe\n",
        b"x = { $n ->\n  [one] 1\n}\n",
    ],
)
def test_a_broken_file_is_named_in_one_line(tmp_path, content):
    (tmp_path / "xx").mkdir(exist_ok=True)
    (tmp_path / "xx" / "broken.ftl").write_bytes(content)
    with pytest.raises(WrongInput) as raised:
        Texts([LOCALES, tmp_path])
    said = str(raised.value)
    assert said.startswith("xx/broken.ftl: ")
    assert "allowed: " in said
    assert len(said.splitlines()) == 1
    assert str(tmp_path) not in said


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(alphabet="ab-={}$>*[] \n\r\u2028.#", max_size=60).map(str.encode)))
def test_whatever_a_file_holds_it_is_read_or_refused(content):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "xx").mkdir()
        (Path(folder) / "sv").mkdir()
        (Path(folder) / "sv" / "menu.ftl").write_text("mine-menu = Vad vill du göra?\n", encoding="utf-8")
        (Path(folder) / "xx" / "any.ftl").write_bytes(content)
        try:
            texts = Texts([Path(folder)])
        except WrongInput as refused:
            assert len(str(refused).splitlines()) == 1
        else:
            assert texts("xx", "mine-menu")
