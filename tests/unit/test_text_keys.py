"""Every text that the code uses is there, and every text that is there is used."""

import ast
import re
from itertools import product
from typing import get_args

from bots.dialogues.questions import CHANGEABLE, REFERRAL
from bots.texts.catalogue import FIRST
from journey.domain.events import work
from journey.domain.events.messages import TaskKind
from tests.unit.catalogues import KEY, LANGUAGES, ROOT, TEXTS, rendered

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

SPEAKING = ("bots", "app/signin", "app/desk")
"""Where code and templates say something to people."""

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
    for path in sorted(path for folder in SPEAKING for path in (ROOT / folder).rglob("*.py")):
        used = keys_used(ast.parse(path.read_text(encoding="utf-8")), names)
        found |= dict.fromkeys(used, path.relative_to(ROOT).as_posix())
    return found


def template_keys() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(path for folder in SPEAKING for path in (ROOT / folder).rglob("*.html")):
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
