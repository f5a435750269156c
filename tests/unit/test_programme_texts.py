"""What a programme says of itself, in each language: its file, the easy Swedish in it, and what is refused."""

import re
from pathlib import Path

import pytest

from journey.domain.errors import ConfigError
from journey.domain.settings import in_language
from journey.engine.loading.programmes import load_programme, load_programmes, load_shared_rules
from tests.cases import every
from tests.unit.catalogues import EASY, EASY_TEXT, LANGUAGES, LONGEST_SENTENCE, TEXTS
from tests.unit.test_easy_swedish import easy_texts, lix

SHIPPED = load_programmes(None)
FILE = 'id = "ours"\nname = "Ours"\nstarts = 2020-01-01\n'


def texts_of(name: str, language: str) -> list[str]:
    """Everything that a participant reads of a programme's own words, in a language."""
    return [in_language(words, TEXTS.chain(language)) for _, words in SHIPPED[name].settings.texts()]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_programme_says_all_of_it_in_each_language(name: str) -> None:
    texts = list(SHIPPED[name].settings.texts())
    assert texts
    assert {key: sorted(words) for key, words in texts} == {key: sorted(LANGUAGES) for key, _ in texts}


@pytest.mark.parametrize("name", SHIPPED)
def test_the_easy_swedish_of_a_programme_is_easy(name: str) -> None:
    easy = texts_of(name, EASY)
    assert lix(*easy).value <= EASY_TEXT
    assert lix(*easy).longest <= LONGEST_SENTENCE
    assert lix(*texts_of(name, "sv")).value > lix(*easy).value


def test_all_that_a_participant_reads_in_easy_swedish_is_easy_as_a_whole() -> None:
    catalogues = [variants[0] for variants in easy_texts().values()]
    programmes = [text for name in SHIPPED for text in texts_of(name, EASY)]
    assert lix(*catalogues, *programmes).value <= EASY_TEXT


def test_a_language_that_a_file_leaves_out_is_given_what_it_falls_back_to() -> None:
    words = {"sv": "Arbete", "en": "Work"}
    assert [in_language(words, TEXTS.chain(language)) for language in ("sv", EASY, "en")] == [
        "Arbete",
        "Arbete",
        "Work",
    ]
    assert in_language("Arbete", TEXTS.chain("en")) == "Arbete"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "programmes" / "ours.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(FILE + text, encoding="utf-8")
    return path


@every(
    "text, said",
    [
        ('about.de = "Arbeit"', "about.de: is unknown; allowed are sv, sv-easy, en"),
        ('about = {sv = "Arbete", sv-esay = "Jobb"}', "about.sv-esay: is unknown (did you mean sv-easy?); allowed are"),
        ('about.en = "Work"', "about.sv: is missing; write a text of at most 2000 characters in Swedish"),
        ('about = "Arbete"', '"Arbete" is no table'),
        ("about.sv = 1", "about.sv: 1 is not allowed; write a text of at most 2000 characters"),
        (
            'about.sv = "A"\ndescription = "B"',
            "description: stands beside about, which says the same; write about alone",
        ),
        ('conditions.requires = [{fi = "Työ"}]', "conditions.requires[0].fi: is unknown; allowed are sv, sv-easy, en"),
        ("conditions.priority = 1", "conditions.priority: 1 is not allowed; write a text of at most 2000 characters"),
        ('conditions.excludes = ["A", {en = "B"}]', "conditions.excludes[1].sv: is missing"),
    ],
)
def test_a_text_in_no_language_of_ours_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(said)) as refused:
        load_programme(written(tmp_path, text), load_shared_rules(None))
    assert "\n" not in str(refused.value) and str(refused.value).startswith("ours.toml: ")


def test_a_language_whose_texts_stand_beside_the_file_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "locales" / "fi").mkdir(parents=True)
    path = written(tmp_path, 'about = {sv = "Arbete", fi = "Työ"}')
    assert load_programme(path, load_shared_rules(None)).settings.about["fi"] == "Työ"


def test_a_file_with_one_text_for_all_languages_is_read_as_before(tmp_path: Path) -> None:
    path = written(tmp_path, 'description = "Arbete"\nconditions = {requires = ["Du vill."], priority = "Unga först."}')
    settings = load_programme(path, load_shared_rules(None)).settings
    assert settings.introduction == "Arbete"
    assert [words for _, words in settings.texts()] == ["Du vill.", "Unga först."]
