"""What leaves of a fact: coded values, pseudonyms, and nothing that nobody has thought about."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from journey.domain.events import FACTS, Event
from journey.domain.events import participant as facts
from journey.domain.events.employers import EmployerRegistered
from journey.domain.events.system import AlertRaised, EngineFact
from journey.domain.events.team import MeetingHeld, ReportSubmitted
from journey.domain.events.work import Income, JobStarted
from projections.exports.coding import OTHER, Coder, columns, role, untreated
from projections.exports.config import code_lists
from projections.exports.fact_types import TYPES
from projections.exports.pseudonyms import LENGTH, Pseudonyms
from projections.exports.tabular.codebook import MEANINGS, describe, markdown
from projections.exports.tabular.tables import TABLES
from tests.cases import every

CODES = code_lists(None)
STREAM = UUID("5a1f0c52-3f0e-4f57-9d3a-0f6f6f3a7b10")


def event(fact: object, stream: UUID = STREAM) -> Event:
    now = datetime(2018, 6, 1, tzinfo=UTC)
    return Event(stream, 1, "prov", date(2018, 6, 1), now, now, "import", "c", fact)


def coder(salt: bytes = b"salt") -> Coder:
    return Coder(Pseudonyms(salt), CODES)


@every("cls", TYPES.values())
def test_every_key_of_every_fact_is_kept_recoded_or_left_out_on_purpose(cls: type) -> None:
    assert untreated(cls) == (["seen", "strike", "period", "responsible"] if cls is AlertRaised else [])


def test_of_the_engines_own_facts_alerts_alone_leave() -> None:
    assert [cls for cls in TYPES.values() if issubclass(cls, EngineFact)] == [AlertRaised]
    assert {cls.type_name() for cls in FACTS} - set(TYPES) >= {"struck", "identity_changed", "task_opened", "exported"}


@every(
    "fact, kept",
    [
        (
            facts.BackgroundRecorded(municipality="Anna Svensson", gender="man"),
            {"municipality": OTHER, "gender": "man"},
        ),
        (
            facts.PreferencesRecorded(occupations=("Animal care", "at Svensson's")),
            {"occupations": ["animal_care", OTHER]},
        ),
        (
            facts.Referred(source="self", identity="named", name="Anna", language="sv"),
            {"source": "self", "language": "sv"},
        ),
        (
            facts.BackgroundRecorded(incomes=(Income("from Svensson", "FK", 10.0),)),
            {"incomes": [{"source": OTHER, "payer": "FK", "amount": 10.0}]},
        ),
        (
            MeetingHeld(kind="team", parties=("psychiatry", "Svensson")),
            {"kind": "team", "parties": ["psychiatry", OTHER]},
        ),
        (ReportSubmitted(kind="monthly", period="2014-T2"), {"kind": "monthly", "period": "2014-T2"}),
        (ReportSubmitted(kind="of Svensson", period="the summer of Svensson"), {"kind": OTHER, "period": OTHER}),
    ],
)
def test_a_code_on_no_list_leaves_as_other(fact: object, kept: dict[str, object]) -> None:
    assert coder().facts(event(fact)) == kept


def test_an_employer_leaves_as_a_pseudonym_with_its_industry() -> None:
    found = coder().facts(
        event(EmployerRegistered(employer="ICA Maxi", name="ICA", industry="trade", sector="private"))
    )
    assert found.pop("employer").startswith("O-")
    assert found == {"industry": "trade", "sector": "private"}


def test_one_id_has_one_pseudonym_for_one_person_and_another_for_the_next() -> None:
    fact = JobStarted(job="j-1", extent=50, competitive=True, employer="ICA")
    one, other = coder().facts(event(fact)), coder().facts(event(fact, uuid4()))
    assert one["job"] == coder().facts(event(fact))["job"] != other["job"]
    assert one["employer"] == other["employer"] != coder(b"another salt").facts(event(fact))["employer"]


@given(st.text(min_size=1, max_size=50))
def test_no_text_comes_through_where_somebodys_own_ids_stand(text: str) -> None:
    fact = JobStarted(job=text, extent=50, competitive=True, employer=text, industry=text, job_type=text)
    known = {code for codes in CODES.values() for code in codes}
    found = coder().facts(event(fact))
    assert found["industry"] in known
    assert found["job_type"] in known
    assert found["job"].removeprefix("JOB-") != text
    assert found["employer"].removeprefix("O-") != text


@given(st.text(max_size=30))
def test_only_roles_are_said_of_those_on_whose_behalf_something_was_entered(by: str) -> None:
    assert role(f"coach:{by}") == "coach"
    assert role(by) in (None, "participant", "coach", "supervisor", "system")


# -- pseudonyms --------------------------------------------------------------------------------------------------------
def test_pseudonyms_stay_apart_where_their_first_digits_are_the_same() -> None:
    def digest(*parts: str) -> str:
        return "0" * LENGTH + parts[-1]

    found = Pseudonyms(b"", digest).people((stream, False) for stream in (uuid4(), uuid4()))
    assert len(set(found.values())) == 2


def test_the_name_of_an_erased_person_is_a_fresh_one_of_the_same_length() -> None:
    def stable(*parts: str) -> str:
        return "".join(parts).encode().hex()

    one, other = Pseudonyms(b"1", stable), Pseudonyms(b"2", stable)
    assert one.people([(STREAM, False)]) == other.people([(STREAM, False)])
    assert one.people([(STREAM, True)]) != other.people([(STREAM, True)])
    assert len(one.people([(STREAM, True)])[STREAM]) == len(one.people([(STREAM, False)])[STREAM])


# -- codebook ----------------------------------------------------------------------------------------------------------
@every("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_in_the_codebook_with_type_and_meaning(table: object) -> None:
    described = {found["table"]: found for found in describe(CODES)}[table.name]
    assert [column["column"] for column in described["columns"]] == [column.name for column in table.columns]
    assert all(column["type"] and column["meaning"] for column in described["columns"])
    assert f"## {table.name}\n" in markdown([described], "Codebook")


def test_the_codebook_explains_no_column_that_no_table_has() -> None:
    assert set(MEANINGS) == {column.name for table in TABLES for column in table.columns}


def test_a_column_of_listed_codes_names_the_codes() -> None:
    background = describe({"municipalities": ("Uppsala",)})[0]["columns"]
    assert next(c for c in background if c["column"] == "municipality")["allowed"] == ["Uppsala", "other"]


def test_every_table_of_facts_has_every_column_its_facts_have() -> None:
    for table in TABLES:
        names = {column.name for column in table.columns}
        for kind in table.types:
            assert {column.name for column in columns(TYPES[kind])} <= names
