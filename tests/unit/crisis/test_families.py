"""The families of crisis phrases: each holds its examples, exists in every language, and knows how people write."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from bots.crisis.phrases import load_phrases
from journey.domain.errors import WrongInput
from tests.cases import every

PHRASES = load_phrases(None)
LANGUAGES = ("en", "sv")
LISTS = [
    tomllib.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "family_sentences").glob("*.toml"))
]
RAISING = [sentence for lists in LISTS for part in lists["raises"].values() for sentence in part]
BENIGN = [sentence for lists in LISTS for part in lists["benign"].values() for sentence in part]
MEANS = [  # questions about means: no one of these was heard before there were families
    "hur många tabletter behövs för att dö",
    "bästa sättet att dö",
    "går det att dö av alvedon",
    "hur många tabletter behövs för att inte vakna",
    "jag har köpt ett rep",
    "how many pills does it take to die",
    "how to die without pain",
]
DENIED = [  # a denial is no safety
    "jag tänker inte ta livet av mig",
    "jag tänker inte ta livet av mig men jag vill inte leva",
    "jag har inga självmordstankar men jag vill dö",
    "I won't kill myself",
    "I have no thoughts of hurting myself but I want to die",
]


def test_every_example_in_the_files_holds():
    assert PHRASES.failing_examples() == []


def test_a_family_of_one_language_is_a_family_of_the_other():
    families = {language: [f.id for f in PHRASES.families if f.file == language] for language in LANGUAGES}
    assert sorted(families["sv"]) == sorted(families["en"])
    assert len(families["sv"]) == len(set(families["sv"])) >= 15


def test_every_family_has_examples_of_both_kinds_in_every_language():
    few = [
        (family.file, family.id)
        for family in PHRASES.families
        if len(family.must_raise) < 3 or len(family.must_not_raise) < 2
    ]
    assert few == []


@every("sentence", RAISING + MEANS + DENIED)
def test_a_sentence_of_a_family_raises(sentence):
    assert PHRASES.raises(sentence)


@every("sentence", BENIGN)
def test_what_people_say_every_day_does_not_raise(sentence):
    assert PHRASES.family(sentence) is None


def test_each_family_raises_itself_on_most_of_its_own_sentences():
    heard: dict[str, list[bool]] = defaultdict(list)
    for lists in LISTS:
        for family in {family.id for family in PHRASES.families} & set(lists["raises"]):
            heard[family] += [family in PHRASES.all_families(sentence) for sentence in lists["raises"][family]]
    assert {family: sum(its) / len(its) for family, its in heard.items() if sum(its) < 0.6 * len(its)} == {}


@every("order", ["{a} {b} {c} {d}", "{c} {b} {a} {d}", "nu {b} {a} {d} {c}", "{d} {c} {b} {a}"])
def test_any_order_of_the_words_is_the_same_family(order):
    sentence = order.format(a="jag", b="orkar", c="leva", d="inte")
    assert "cannot_live" in PHRASES.all_families(sentence)


@every("before, after", [("hej. ", ""), ("", "\n\nses på torsdag"), ("a" * 50 + "\n", "."), ("😭" * 9, "😭")])
def test_text_around_lines_and_emoji_hide_no_family(before, after):
    for sentence in RAISING[::7]:
        assert PHRASES.raises(f"{before}{sentence}{after}"), sentence


@every("sentence", RAISING[::5])
def test_capitals_doubled_letters_and_run_on_sentences_hide_nothing(sentence):
    assert PHRASES.raises(sentence.upper())
    assert PHRASES.raises("".join(letter * 2 if letter.isalpha() else letter for letter in sentence))
    assert PHRASES.raises(f"Hej!jag mår så där.{sentence}")


@every(
    "sentence, raises",
    [
        ("tog 40 alvedon", True),
        ("tog 2 alvedon", False),
        ("tog 2 alvedon, sen 40 alvedon till tog jag", True),
        ("tog40alvedon", True),
        ("I took 25x ibuprofen", True),
        ("I took 1 ibuprofen", False),
    ],
)
def test_an_amount_is_read_as_a_number(sentence, raises):
    assert PHRASES.raises(sentence) is raises


def test_a_denial_of_thoughts_alone_is_believed_only_where_nothing_follows():
    assert not PHRASES.raises("nej jag har inga självmordstankar")
    assert not PHRASES.raises("I have no thoughts of hurting myself")
    assert PHRASES.raises("nej jag har inga självmordstankar men planer på självmord")


def own(folder: Path, text: str) -> Path:
    (folder / "crisis").mkdir(exist_ok=True)
    (folder / "crisis" / "sv.toml").write_text(text, encoding="utf-8")
    return folder


def test_unless_takes_back_its_own_family_alone(tmp_path):
    text = """
        [families.blue]
        about = "b"
        raises = ["blå banan"]
        unless = ["blå banan på bordet"]
        [families.fruit]
        about = "f"
        raises = ["banan på bordet ."]
        """
    phrases = load_phrases(own(tmp_path, text))
    assert phrases.all_families("blå banan") == {"blue"}
    assert phrases.all_families("en blå banan på bordet") == {"fruit"}
    assert phrases.all_families("en banan på bordet här") == set()


def test_words_as_they_are_spoken_stand_for_the_written_ones(tmp_path):
    phrases = load_phrases(
        own(tmp_path, '[spoken]\ngul = ["gål", "g u"]\n[families.x]\nabout = "x"\nraises = ["gul + 3+"]')
    )
    assert [phrases.raises(text) for text in ("gål 3", "4 gul", "g u 17", "gul 2")] == [True, True, True, False]


@every(
    "text, message",
    [
        ("[families.x]\nabout = 'x'\nraises = []", "sv.toml: families.x.raises: is empty; write at least one"),
        ("[families.x]\nabout = 'x'\nraises = ['a + b + c + d + e']", "sv.toml: families.x.raises[0]: "),
        ("[families.x]\nabout = 'x'\nraises = ['.']", "sv.toml: families.x.raises[0]: "),
        ("[families.x]\nraises = ['a']", "sv.toml: families.x.about: is missing"),
    ],
)
def test_a_wrong_family_is_one_line(tmp_path, text, message):
    with pytest.raises(WrongInput) as error:
        load_phrases(own(tmp_path, text))
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)
