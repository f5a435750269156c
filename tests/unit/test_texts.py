"""Every text in every language: nothing missing, nothing that fails to render, and easy Swedish that is easy."""

import ast
import re
import tempfile
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.dialogues.questions import CHANGEABLE, REFERRAL
from bots.texts.catalogue import FALLBACK, FIRST, NAME, Texts
from journey.domain.errors import WrongInput
from journey.domain.events import work
from journey.domain.events.messages import TaskKind
from tests.cases import every

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "config" / "locales"
TEXTS = Texts([LOCALES])
EASY = "sv-easy"
FOR_PARTICIPANTS = ("common.ftl", "pages.ftl", "referral.ftl", "mine.ftl", "facts.ftl", "telegram.ftl")
EASIEST, EASY_TEXT, LONGEST_SENTENCE, SHORT_TEXT = 25, 30, 15, 10

# What the files hold ------------------------------------------------------------------------------------------------


class Values(Visitor):
    """The values that a text asks for, and the variants it has for some of them."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.variants: dict[str, list[str | int]] = {}

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:
        assert isinstance(node.selector, fluent.VariableReference)
        named = [variant.key for variant in node.variants]
        self.variants[node.selector.id.name] = [_chosen(key) for key in named]
        self.generic_visit(node)


def _chosen(key: fluent.Identifier | fluent.NumberLiteral) -> str | int:
    """A value that chooses the variant."""
    if isinstance(key, fluent.NumberLiteral):
        return int(key.value)
    return {"one": 1, "other": 5}.get(key.name, key.name)


@cache
def messages(language: str, names: tuple[str, ...] | None = None) -> dict[str, Values]:
    """Each key of a language's own files, with its values."""
    found: dict[str, Values] = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        if names is not None and path.name not in names:
            continue
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, fluent.Message):
                assert entry.id.name not in found, f"{language}: {entry.id.name} is there twice"
                values = found[entry.id.name] = Values()
                values.visit(entry)
    return found


def own(language: str, key: str) -> Values:
    """The values of a text as the language says it, or as it falls back to."""
    return messages(language).get(key) or messages(FIRST)[key]


def rendered(language: str, key: str, hidden: str | None = None) -> list[str]:
    """A text once for every variant, with sample values or with a mark in their place."""
    values = own(language, key)
    samples = {name: hidden or name.capitalize() for name in values.names}
    chosen = [[(name, one) for one in found] for name, found in values.variants.items()]
    return [TEXTS(language, key, **{**samples, **dict(some)}) for some in product(*chosen)]


LANGUAGES = sorted(TEXTS.languages)


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


# Easy Swedish -------------------------------------------------------------------------------------------------------

NOT_WORDS = re.compile(r"https?://\S+|\S+@\S+|\+?\d[\d\s-]{3,}\d")
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
MARK = "¤"


class Lix(NamedTuple):
    """Words, sentences and long words of a text."""

    words: int
    sentences: int
    long: int
    longest: int

    @property
    def value(self) -> float:
        return self.words / self.sentences + 100 * self.long / self.words if self.words else 0


def lix(*texts: str) -> Lix:
    """LIX: words in a sentence, and the share of words with more than six letters."""
    sentences = [
        found
        for text in texts
        for part in re.split(r"[.!?:\n•]", NOT_WORDS.sub(MARK, text))
        if (found := WORD.findall(part))
    ]
    words = [word for sentence in sentences for word in sentence]
    long = sum(len(word) > 6 for word in words)
    return Lix(len(words), len(sentences), long, max(map(len, sentences), default=0))


def easy_texts() -> dict[str, list[str]]:
    """What a participant may see in easy Swedish, own or fallen back to."""
    keys = [key for key in messages(FIRST, FOR_PARTICIPANTS) if not key.startswith(("words-", "language-"))]
    return {key: rendered(EASY, key, MARK) for key in keys}


def test_lix_is_what_it_should_be():
    assert lix("Jag bor i ett hus.\nDu kommer!") == Lix(7, 2, 0, 5)
    assert lix("Arbetsförmedlingen har stöd. Ring 020-50 50 50: fråga, eller skriv a@b.se").long == 1
    assert lix("Det är Arbetsförmedlingen som vet.").value == 5 + 20


def test_what_participants_read_in_easy_swedish_is_easy():
    hard = {}
    for key, variants in easy_texts().items():
        for text in variants:
            found = lix(text)
            if found.words >= SHORT_TEXT and found.value > EASY_TEXT:
                hard[key] = round(found.value)
    assert not hard


def test_no_sentence_in_easy_swedish_is_long():
    longest = {key: max(lix(text).longest for text in variants) for key, variants in easy_texts().items()}
    assert not {key: words for key, words in longest.items() if words > LONGEST_SENTENCE}


def test_easy_swedish_as_a_whole_is_very_easy():
    every = [variants[0] for variants in easy_texts().values()]
    assert lix(*every).value <= EASIEST
    assert lix(*(text for text in every if lix(text).words >= SHORT_TEXT)).value <= EASIEST  # labels make it easier


def test_easy_swedish_is_for_participants():
    assert not messages(EASY).keys() - messages(FIRST, FOR_PARTICIPANTS).keys()
    assert {path.name for path in (LOCALES / FIRST).glob("*.ftl")} == {*FOR_PARTICIPANTS, "staff.ftl"}


def test_the_page_about_ones_details_is_easy():
    text = (ROOT / "docs" / "explanation" / "privacy-easy-swedish.md").read_text(encoding="utf-8")
    blocks = re.split(r"\n\s*\n|\n- ", text)  # lines are wrapped: their ends end no sentence
    found = lix(*(" ".join(block.split()) for block in blocks))
    assert 100 < found.words < 500
    assert found.value <= EASY_TEXT
    assert found.longest <= LONGEST_SENTENCE


# Keys that the code uses --------------------------------------------------------------------------------------------

KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
WHERE = {
    "say": 0,
    "text": 0,
    "choice": 1,
    "menu": 1,
    "mine": 1,
    "staff": 1,
    "again": 1,
    "give": 2,
    "texts": 1,
    "Unclear": 0,
    "t": 0,
}
"""Where, among what a function is given, the key of a text stands."""

ANY = "{}"
DOORS = {door.replace("_", "-") for step in REFERRAL.steps for _, door in step.doors}
KINDS = get_args(TaskKind)
EXPANDED = {
    "card-task-{}": KINDS,
    "today-task-{}": KINDS,
    "employer-mode-{}": [mode.replace("_", "-") for mode in get_args(work.ContactMode)],
    "label-{}": [name.replace("_", "-") for name in CHANGEABLE],
    "author-{}": ("bot", "person", "human"),
    "door-{}": sorted(DOORS),
    "door-{}-title": sorted(DOORS),
}
"""Keys put together from a closed list that stands elsewhere."""


def keys_in(node: ast.expr) -> set[str]:
    """The keys that an expression may be: literals, either branch of an `if`, and `{}` for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return keys_in(node.body) | keys_in(node.orelse)
    if isinstance(node, ast.Tuple | ast.List):
        return set().union(*map(keys_in, node.elts)) if node.elts else set()
    if isinstance(node, ast.JoinedStr):
        parts = [
            keys_in(part.value) or {ANY} if isinstance(part, ast.FormattedValue) else keys_in(part)
            for part in node.values
        ]
        return {"".join(some) for some in product(*parts)}
    return set()


def keys_used(tree: ast.AST, names: dict[str, int]) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            place = names.get(_called(node))
            if (
                place is not None
                and len(node.args) > place
                and not any(isinstance(a, ast.Starred) for a in node.args[: place + 1])
            ):
                found |= keys_in(node.args[place])
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "key":
            found |= keys_in(node.value)
        elif isinstance(node, ast.ListComp) and isinstance(node.elt, ast.Call) and _called(node.elt) in names:
            found |= set().union(
                *(keys_in(one.iter) for one in node.generators if getattr(one.target, "id", "") == "key")
            )
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given_ = zip(reversed(node.args.args), reversed(node.args.defaults), strict=False)
            found |= set().union(*(keys_in(value) for argument, value in given_ if argument.arg == "key"), set())
    return {key for key in found if KEY.fullmatch(key.replace(ANY, "x")) and key != ANY}


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def python_keys(names: dict[str, int] = WHERE) -> dict[str, str]:
    """Each key used in code, and a file that uses it."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "bots").rglob("*.py")):
        used = keys_used(ast.parse(path.read_text(encoding="utf-8")), names)
        found |= dict.fromkeys(used, path.relative_to(ROOT).as_posix())
    return found


def template_keys() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((ROOT / "bots").rglob("*.html")):
        for call in re.findall(r"\bt\(([^,)]*)", path.read_text(encoding="utf-8")):
            parts = [part.strip() for part in call.split("~")]
            key = "".join(part[1:-1] if part[:1] in "\"'" else ANY for part in parts)
            if key != ANY:
                found[key] = path.relative_to(ROOT).as_posix()
    return found


def referral_keys() -> set[str]:
    """Each question, and each of its ready answers."""
    found = set()
    for step in REFERRAL.steps:
        stem = f"referral-{step.name.replace('_', '-')}"
        options = ("minor", "younger", "fits", "older") if step.name == "age" else step.options
        options = ("elsewhere",) if step.plain else options
        assert not callable(options), f"{step.name}: say here which options it may have"
        found |= {stem} | {f"{stem}-{option.replace('_', '-')}" for option in options}
    return found


def test_the_scan_finds_keys():
    tree = ast.parse(
        'talk.say("a-b" if x else f"c-{y}-d")\nasync def menu(talk, key="e-f"): ...\nt(f"g-{1 if z else 2}")'
    )
    assert keys_used(tree, WHERE) == {"a-b", "c-{}-d", "e-f", "g-{}"}
    assert len(python_keys()) > 150
    assert len(template_keys()) > 30


def test_every_text_that_code_uses_exists():
    known, missing = TEXTS.keys(FIRST), set()
    for key, where in (python_keys() | template_keys()).items():
        if key in EXPANDED:
            wanted = {key.replace(ANY, value) for value in EXPANDED[key]}
            missing |= {f"{one} ({where})" for one in wanted - known}
        elif ANY in key:
            pattern = re.compile(re.escape(key).replace(re.escape(ANY), "[a-z0-9-]+"))
            if not any(pattern.fullmatch(one) for one in known):
                missing.add(f"{key} ({where})")
        elif key not in known:
            missing.add(f"{key} ({where})")
    assert not missing


def test_every_question_of_the_referral_and_every_answer_has_a_text():
    assert not referral_keys() - TEXTS.keys(FIRST)


def test_buttons_and_headings_are_one_line():
    on_buttons = {key for key in python_keys({"choice": 1}) if ANY not in key}
    shapes = re.compile(
        r"(button|label|party|event|key|value|read|who|page|extract|human|author|state|referral-conditions|messages-choose)-.+|.+-(title|subject)"
    )
    answers = {key for key in referral_keys() if key.count("-") > 1} - {"referral-work-wish", "referral-birth-year"}
    for language in LANGUAGES:
        for key in on_buttons | answers | {key for key in TEXTS.keys(FIRST) if shapes.fullmatch(key)}:
            assert not any("\n" in text for text in rendered(language, key)), f"{language}: {key}"


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
