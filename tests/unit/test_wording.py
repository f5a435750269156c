"""The page about oneself: every event, every detail and every code has plain words, and nothing raw reaches it."""

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from bots.texts.catalogue import Texts
from bots.texts.wording import ELSEWHERE, LEFT_OUT, Wording
from journey.domain.events import FACTS, Event, Fact, allowed, decode
from journey.domain.events.work import Income
from journey.domain.values import AGE_BANDS, ERASED
from tests.cases import every
from tests.docs.stored import lines
from tests.histories import shipped

ROOT = Path(__file__).parents[2]
TEXTS = Texts([ROOT / "config" / "locales"])
LANGUAGES = sorted(TEXTS.languages)
PROGRAMME = shipped()["hudiksvall"]
SHOWN = [cls for cls in FACTS if cls.type_name() not in ELSEWHERE]
RAW = re.compile(r"[_{}<>\[\]]|\b(True|False|None)\b|\d\.0\b|\d{4}-\d\d|T\d\d:|(coach|supervisor):")


def words(language: str) -> Wording:
    return Wording(TEXTS, language, PROGRAMME, lambda who: who.partition(":")[2], {"E-1": "Kaféet"})


SWEDISH = words("sv")


def shown(cls: type[Fact]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The keys of a fact that reach the page, each with the codes it allows."""
    for field in msgspec.structs.fields(cls):
        if field.encode_name not in LEFT_OUT:
            yield field.encode_name, allowed(field.type) or ()


def own_words(language: str, key: str) -> bool:
    """Whether a language says a text itself; easy Swedish may fall back."""
    return key in TEXTS.keys(language)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_event_and_every_detail_of_it_has_a_name(language):
    needed = {f"event-{cls.type_name()}".replace("_", "-") for cls in SHOWN}
    needed |= {f"key-{key}".replace("_", "-") for cls in SHOWN for key, _ in shown(cls)}
    needed |= {"key-note", "key-personal", "key-strikes"}
    assert not {key for key in needed if not own_words(language, key)}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_code_has_a_word(language):
    wording = words(language)
    codes = {(cls.type_name(), key, code) for cls in SHOWN for key, known in shown(cls) for code in known}
    codes |= {("payer", "payer", code) for code in allowed(msgspec.structs.fields(Income)[1].type) or ()}
    codes |= {("background_recorded", "age_band", band) for _, band in (*AGE_BANDS, (0, "≥58"))}
    assert len(codes) > 150
    assert not {code for code in codes if not own_words(language, wording.code_text(*code) or "")}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_code_on_the_shipped_lists_has_a_word(language):
    lists = tomllib.loads((ROOT / "config" / "exports.toml").read_text(encoding="utf-8"))["lists"]
    keys = {
        "industries": "industry",
        "care_teams": "care_team",
        "job_types": "job_type",
        "occupations": "occupations",
        "languages": "language",
        "instruments": "instrument",
        "scorings": "scoring",
    }
    codes = {("entry", key, code) for name, key in keys.items() for code in lists[name]}
    codes |= {("income", "source", code) for code in lists["income_sources"]}
    wording = words(language)
    assert not {code for code in codes if not wording.code_text(*code) and code[2] not in TEXTS.languages}


def test_no_name_is_left_of_an_event_or_a_detail_that_is_gone():
    keys = {f"-{key}".replace("_", "-") for cls in SHOWN for key, _ in shown(cls)} | {"-note", "-personal", "-strikes"}
    kinds = {f"event-{cls.type_name()}".replace("_", "-") for cls in SHOWN}
    for text in TEXTS.keys("sv"):
        assert not text.startswith("event-") or text in kinds, text
        assert not text.startswith("key-") or any(text.endswith(key) for key in keys), text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_reason_to_read_that_the_code_gives_has_words(language):
    told = set()
    for folder in ("app", "bots", "services", "projections"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = getattr(node.func, "attr", None) or f"own {getattr(node.func, 'id', '')}"
                places = {"note_read": (4,), "own note_read": (3,), "identity": (2,), "note": (3,)}.get(name, ())
                given = [one for i in places for one in node.args[i : i + 1]]
                given += [word.value for word in node.keywords if word.arg == "why" and name == "own Names"]
                told |= {one.value for one in given if isinstance(one, ast.Constant) and one.value}
    assert len(told) > 10
    assert not {text for text in told if not own_words(language, f"read-{re.sub('[^a-z]+', '-', text)}")}
    for kind in ("person", "sus"):
        assert words(language).read(f"journey export {kind}") != f"journey export {kind}"


def test_a_reason_with_a_meeting_in_it_is_read_part_by_part():
    told = SWEDISH.read("journey cases, cooperation_group, psychiatry")
    assert told == "inför ett möte med andra, samverkansgruppen, psykiatrin"
    assert SWEDISH.read("who_knows why") == "och skrev varför: who_knows why"


def test_a_reading_is_told_in_a_sentence():
    easy, english = words("sv-easy"), words("en")
    deliver, both = ("to deliver a message",), ("a card in their chat", "took a crisis on")
    assert SWEDISH.reading("system", ("contact",), deliver) == (
        "Systemet såg hur du kan nås, för att skicka ett meddelande till dig."
    )
    assert SWEDISH.reading("operator:Kim", ("name", "words"), both) == (
        "Den som sköter systemet (Kim) såg ditt namn och det du har skrivit, "
        "på ett kort i sin chatt och för att du kunde behöva prata med någon."
    )
    assert easy.reading("system", ("name", "contact", "words"), deliver) == (
        "Systemet såg ditt namn, hur du kan nås och det du har skrivit. Varför? Du skulle få ett brev i chatten."
    )
    assert english.reading("system", ("calendar",), ("journey timeline",)) == (
        "The system saw your times, to see what has happened."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_raw_reaches_the_page_for_any_event_ever_stored(language):
    events = [decode(line["stored"].encode()) for line in lines()]
    own = [event for event in events if isinstance(event.fact, tuple(SHOWN))]
    assert {type(event.fact) for event in own} == set(SHOWN)
    for event in own:
        wording = words(language)
        said = [*wording.details(event, {})]
        for text in (
            wording.what(event.type),
            wording.who(event.by or event.actor),
            *(part for pair in said for part in pair),
        ):
            assert text and not RAW.search(text), (event.type, text)


# What is said, by hand ----------------------------------------------------------------------------------------------


@every(
    "type_, key, value, said",
    [
        ("job_started", "wage", 24000.0, "24\xa0000 kr i månaden"),
        ("job_started", "extent", 75.0, "75 procent av heltid"),
        ("job_started", "permanent", False, "nej"),
        ("contact_held", "minutes", 1, "1 minut"),
        ("contact_held", "minutes", 45, "45 minuter"),
        ("contact_held", "with", ("psychiatry", "sus", "employer"), "psykiatrin, registrering i SUS och arbetsgivare"),
        ("housing_support_recorded", "hours_per_week", 2.5, "2,5 timmar i veckan"),
        ("background_recorded", "birth_year", 1972, "1972"),
        ("background_recorded", "years_on_support", 8.0, "8 år"),
        ("appointment_booked", "at", datetime(2016, 11, 30, 11, 0, tzinfo=UTC), "30 november 2016 kl. 12.00"),
        ("consent_given", "until", date(2017, 3, 1), "1 mars 2017"),
        ("questionnaire_answered", "totals", {"ghq": 6.0, "likert": 18.0}, "GHQ 6 och Likert 18"),
        ("questionnaire_answered", "instrument", "next_form", "next form"),
        ("employer_contacted", "employer", "E-1", "Kaféet"),
        ("employer_contacted", "employer", "Skola_Nord", "Skola_Nord"),
        ("alert_raised", "to", ("coach:anna", "supervisor"), "din coach (anna) och metodhandledare"),
        ("alert_raised", "rule", "sus_registration", "Registrering i SUS"),
        ("language_changed", "language", "en", "English"),
        ("paused", "reason", "other", "annat"),
        ("studies_started", "kind", "other", "andra studier"),
    ],
)
def test_a_value_is_said_as_people_say_it(type_, key, value, said):
    assert SWEDISH.value(type_, key, value) == said


def test_an_income_is_a_sentence():
    income = Income(source="activity_support", payer="AF", amount=8210.0, tax=2216.0)
    said = "Aktivitetsstöd från Arbetsförmedlingen, 8\xa0210 kr i månaden."
    assert SWEDISH.value("incomes_recorded", "incomes", income) == f"{said} Skatten är 2\xa0216 kr i månaden."
    assert SWEDISH.income(msgspec.structs.replace(income, tax=0.0)) == f"{said} Ingen skatt."
    assert SWEDISH.income(msgspec.structs.replace(income, tax=None)) == said
    assert words("en").number(8.5) == "8.5"


@every(
    "text, said",
    [
        ("my_own {words} None", "my_own {words} None"),
        ("office", "på kontoret"),  # an import may write the code where a text is asked for
        ("work", "work"),
        (ERASED, "raderat"),
    ],
)
def test_free_text_stays_as_it_was_written(text, said):
    assert SWEDISH.value("appointment_booked", "place", text, free=True) == said


@every(
    "actor, said",
    [
        ("participant", "du"),
        ("coach:bjorn", "din coach (bjorn)"),
        ("supervisor:eva", "metodhandledare (eva)"),
        ("system", "systemet"),
        ("operator", "den som sköter systemet"),
        ("old_system", "old system"),
    ],
)
def test_whoever_did_it_is_told_from_where_the_person_stands(actor, said):
    assert SWEDISH.who(actor) == said


def test_ids_and_what_is_empty_are_left_out():
    stored = next(line["stored"] for line in lines() if '"job_ended.v1"' in line["stored"])
    event = decode(stored.encode())
    assert isinstance(event, Event)
    assert [*SWEDISH.details(event, {"reason": "arbetet tog slut", "note": "ring"})] == [
        ("Varför", "arbetet tog slut"),
        ("Anteckning", "ring"),
    ]


def test_points_stand_in_the_order_of_the_scale():
    points = {str(item): 5 - item % 3 for item in (10, 2, 1, 11)}
    assert SWEDISH.value("fidelity_reviewed", "scores", points) == "1: 4, 2: 3, 10: 4, 11: 3"
