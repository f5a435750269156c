"""The keys of each entry type: what is taken, what is refused, in which words, and that no words repeat a value."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.domain.events import ENTRY_TYPES, allowed, keys
from journey.engine.entries import COMMON, EntryErrors, as_command
from tests.cases import every
from tests.unit.one_entry import ENROLLED, FRAME, KEEPING, command, of_type, problems

# --- own keys ---------------------------------------------------------------------------------------------------------


@every("kind", sorted(ENTRY_TYPES))
def test_an_entry_with_everything_a_type_can_say_is_taken(kind: str) -> None:
    assert command(of_type(kind)).fact.type_name() == kind


@every("kind", sorted(ENTRY_TYPES))
def test_each_key_that_is_missing_is_named_with_what_it_may_hold(kind: str) -> None:
    for field in msgspec.structs.fields(ENTRY_TYPES[kind]):
        if not field.required:
            continue
        (found,) = problems(of_type(kind, **{field.encode_name: ...}))
        words = allowed(field.type)
        options = f"; allowed: {', '.join(words)}" if words else ""
        assert found == f"{field.encode_name}: missing; {kind} needs it{options}"


@every("kind", sorted(ENTRY_TYPES))
def test_each_key_of_the_wrong_kind_is_named_with_the_right_one(kind: str) -> None:
    for key in keys(ENTRY_TYPES[kind]):
        (found,) = problems(of_type(kind, **{key: {"a": ["wrong", "kind"]}}))
        assert found.startswith(f"{key}")
        assert "allowed: " in found


@every("kind", sorted(ENTRY_TYPES))
def test_a_key_of_another_type_is_unknown(kind: str) -> None:
    (found,) = problems(of_type(kind, colour="red"))
    assert found.startswith(f"colour: unknown key of {kind}; ")
    assert all(key in found for key in [*keys(ENTRY_TYPES[kind]), *COMMON]) or "did you mean" in found


@every(
    "content, message",
    [
        (of_type("contact_held", minuts=5), "minuts: unknown key of contact_held; did you mean minutes?"),
        (of_type("contact_held", minutes="5"), "minutes: is a text; allowed: a whole number"),
        (of_type("contact_held", minutes=1.5), "minutes: is a number; allowed: a whole number"),
        (of_type("contact_held", minutes=-1), "minutes: not allowed; allowed: a whole number of at least 0"),
        (of_type("contact_held", minutes=1441), "minutes: not allowed; allowed: a whole number of at most 1440"),
        (of_type("contact_held", minutes=10**30), "minutes: not allowed; allowed: a whole number of at most 1440"),
        (of_type("coach_registered", fte=2.5), "fte: not allowed; allowed: a number of at most 2"),
        (of_type("coach_registered", coach=""), "coach: not allowed; allowed: a text of at least 1 in length"),
        (of_type("coach_registered", coach="x" * 201), "coach: not allowed; allowed: a text of at most 200 in length"),
        (of_type("job_started", competitive="yes"), "competitive: is a text; allowed: true or false"),
        (of_type("job_agreed", start="soon"), "start: not allowed; allowed: a date (2018-05-31)"),
        (
            of_type("contact_held", **{"with": ["nobody"]}),
            "with[0]: nobody is not one of the allowed words; allowed: employment_service",
        ),
        (
            of_type("preferences_recorded", occupations=["gardener", 7]),
            "occupations[1]: is a whole number; allowed: a text",
        ),
        (of_type("preferences_recorded", occupations="gardener"), "occupations: is a text; allowed: a list"),
        (of_type("incomes_recorded", incomes=[{"source": "x", "payer": "FK"}]), "incomes[0].amount: missing"),
        (
            of_type("incomes_recorded", incomes=[{"source": "x", "payer": "me", "amount": 1}]),
            "incomes[0].payer: me is not one of the allowed words; allowed: FK, AF, IFO, CSN, employer, other",
        ),
        (
            of_type("incomes_recorded", incomes=[{"source": "x", "payer": "FK", "amount": 1, "colour": 1}]),
            "incomes[0].colour: unknown key",
        ),
        (of_type("fidelity_reviewed", scores={"26": 3}), "scores: not allowed; allowed: "),
        (
            of_type("fidelity_reviewed", scores={"1": 6}),
            "scores: not allowed; allowed: items 1 to 25, each with 1 to 5 points",
        ),
        (
            of_type("referred", personal_number="191212121213"),
            "personal_number: not a personal number; its last digit does not fit the others",
        ),
        (
            of_type("questionnaire_answered", instrument="ghq12", total=..., answers=[1] * 11),
            "answers: ghq12 has 12 answers, each 0, 1, 2 or 3",
        ),
    ],
)
def test_what_is_wrong_is_said_in_words(content: dict[str, Any], message: str) -> None:
    (found,) = problems(content)
    assert found.startswith(message)


# --- no value is repeated ---------------------------------------------------------------------------------------------

NAME, NUMBER = "Åsa Hemlig", "19121212-1212"
_secrets = st.sampled_from(
    [NAME, NUMBER, 191212121212, 19121212.1212, f"{NAME}\n{NUMBER}", f"$`{NAME}`", f"coach {NAME}"]
)
_wrong = st.recursive(
    st.one_of(_secrets, st.booleans(), st.just(-191212121212)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["1", "payer", NAME, NUMBER]), inner, max_size=3)
    ),
    max_leaves=4,
)


def _tells_nothing(found: list[str]) -> None:
    for problem in found:
        assert "Hemlig" not in problem
        assert "1212" not in problem
        assert "\n" not in problem
        assert re.match(r"[^:]+: \S", problem), problem


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(ENTRY_TYPES)), st.data(), st.booleans())
def test_a_personal_value_in_a_wrong_place_is_in_no_message(kind: str, data: st.DataObject, keeping: bool) -> None:
    content = of_type(kind)
    places = [*keys(ENTRY_TYPES[kind]), *COMMON, NAME, NUMBER, "incomes"]
    content |= data.draw(st.dictionaries(st.sampled_from(places), _wrong, min_size=1, max_size=4))
    try:
        as_command(content, KEEPING if keeping else FRAME)
    except EntryErrors as refusal:
        _tells_nothing(refusal.problems)
        _tells_nothing([str(refusal)])


@every("kind", sorted(ENTRY_TYPES))
@every("value", [NAME, NUMBER, [NAME], {NAME: NUMBER}, {"1": NAME}, [{"payer": NAME, NUMBER: 1}]], ids=str)
def test_each_key_keeps_a_wrong_value_to_itself(kind: str, value: Any) -> None:
    for key in [*keys(ENTRY_TYPES[kind]), *COMMON]:
        try:
            as_command({**of_type(kind), key: value}, KEEPING)
        except EntryErrors as refusal:
            _tells_nothing(refusal.problems)


@every("key", [NAME, NUMBER, "", " ", "x" * 41, "\x1b[31m", "a\nb", "a: b"])
def test_a_key_that_is_no_word_is_not_repeated(key: str) -> None:
    (found,) = problems({**ENROLLED, key: 1})
    assert found.startswith("a key that is no word: unknown key of enrolled; allowed: coach")


@every("key", ["colour", "kön", "Coach_2", "phone-number"])
def test_a_key_that_is_a_word_is_named(key: str) -> None:
    (found,) = problems({**ENROLLED, key: 1})
    assert found.startswith(f"{key}: unknown key of enrolled")


_anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.sampled_from(sorted(ENTRY_TYPES)), _anything), st.data())
def test_no_content_at_all_leads_to_anything_but_a_command_or_a_refusal(kind: Any, data: st.DataObject) -> None:
    cls = ENTRY_TYPES.get(kind) if isinstance(kind, str) else None
    places = [*(keys(cls) if cls else ()), *COMMON[1:]]
    named = st.one_of(st.sampled_from(places), st.text(max_size=8))
    content = {**data.draw(st.dictionaries(named, _anything)), "type": kind}
    try:
        found = as_command(content, KEEPING)
    except EntryErrors as refusal:
        assert refusal.problems
        assert all("\n" not in problem for problem in refusal.problems)
    else:
        assert found.fact.type_name() == kind
