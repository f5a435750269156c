"""Imports: sent twice, in conflict, struck, by two senders. (Wrong shapes and the order of a life: the files beside.)

What comes first is imported in one file, what comes afterwards in a second; each story stands above its test.
"""

import pytest

from .conftest import Store
from .hand import (
    PROV,
    Stories,
    discharged,
    employer,
    enrolled,
    entry,
    moved,
    paused,
    referred,
    resumed,
    struck,
)

pytestmark = pytest.mark.every_store
RULE = "job_search_one_month"
LATER = "2024-12-31"

given = Stories()
when = Stories()


@pytest.fixture(scope="module")
def first(module_store: Store) -> Store:
    """After the first file of every story."""
    module_store.write_programme(PROV)
    module_store.write_programme(PROV.replace('"prov"', '"annan"'))
    module_store.load(given.told["prov"])
    return module_store


@pytest.fixture(scope="module")
def then(first: Store) -> Store:
    """After the second file of every story too."""
    first.load(when.told["prov"])
    return first


def status(store: Store, who: str, as_of: str = LATER) -> str:
    return str(store.one(who, RULE, as_of=as_of)["status"])


# -- sent twice --------------------------------------------------------------------------------------------------------
TWICE = [
    referred("twice", "2024-03-01", entry="t-1"),
    enrolled("twice", "2024-03-15", entry="t-2"),
    employer("twice", "2024-04-10", entry="t-3"),
    entry("meeting_held", None, "2024-04-11", kind="team", entry="t-4"),
]
given(*TWICE)
given(enrolled("in-one-file", "2024-03-15", entry="o-1"), enrolled("in-one-file", "2024-03-15", entry="o-1"))


def seen(store: Store, who: str) -> list[str]:
    """All that can be seen, to be compared before and after."""
    return [
        store.run(*command, "--programme", "prov", "--format", "json").out
        for command in (("deadlines", "--as-of", LATER), ("participants",), ("timeline", who))
    ]


def test_the_same_entries_sent_again_change_nothing(first: Store) -> None:
    before = seen(first, "twice")
    # When they are sent again: whole, in part, the last first, and with their keys in another order
    first.load([*TWICE, TWICE[1], *(dict(reversed(line.items())) for line in reversed(TWICE))])
    assert seen(first, "twice") == before


def test_an_entry_twice_in_one_file_counts_once(first: Store) -> None:
    assert len(first.rows("in-one-file", RULE, as_of=LATER)) == 1


def test_the_same_id_with_other_content_is_an_error_and_nothing_is_imported(first: Store) -> None:
    told = first.load(
        [
            enrolled("conflict", "2024-03-15"),
            enrolled("twice", "2024-03-16", entry="t-2"),
            enrolled("conflict-2", "2024-03-15", entry="c-3"),
            enrolled("conflict-2", "2024-03-16", entry="c-3"),
        ],
        code=2,
    )
    assert "entry" in told.errors[2]  # an id of an earlier import
    assert "entry" in told.errors[4]  # an id of the same file
    assert not {"conflict", "conflict-2"} & set(first.people())


given(enrolled("joins", "2024-03-15"))
when(employer("joins", "2024-04-10"))


def test_a_breach_stands_until_the_contact_is_sent(first: Store) -> None:
    assert status(first, "joins") == "breached"


# -- strikes: refused ones first, because `then` has not happened yet ---------------------------------------------------
given(enrolled("theirs", "2024-01-10", entry="mine"))


def test_a_strike_of_nothing_known_is_refused(first: Store) -> None:
    told = first.load(
        [struck("twice", "2024-05-01", "no-such-entry"), struck("joins", "2024-05-01", "t-3")], code=2
    )  # there, but of somebody else
    assert "strikes" in told.errors[1]
    assert "strikes" in told.errors[2]


def test_a_sender_cannot_strike_what_another_sent(first: Store) -> None:
    told = first.load(
        [enrolled("theirs", "2024-03-10"), struck("theirs", "2024-03-11", "mine")], sender="agency", code=2
    )
    assert "strikes" in told.errors[2]


def test_the_programmes_own_entries_can_be_struck(first: Store) -> None:
    first.load([entry("meeting_held", None, "2024-04-12", kind="team", entry="m-1"), struck(None, "2024-04-13", "m-1")])


def test_new_entries_join_what_was_imported_before(then: Store) -> None:
    assert status(then, "joins") == "met"


given(
    enrolled("struck-later", "2024-03-15"),
    employer("struck-later", "2024-04-10", entry="sl-1"),
    enrolled("struck-twice", "2024-03-15"),
    employer("struck-twice", "2024-04-10", entry="st-1"),
    struck("struck-twice", "2024-04-12", "st-1", entry="st-2"),
)
when(
    struck("struck-later", "2024-06-01", "sl-1", recorded="2024-06-01T09:00:00+02:00"),
    struck("struck-twice", "2024-04-12", "st-1", entry="st-2"),
)  # sent again: nothing changes


def test_a_strikes_own_day_is_ignored(then: Store) -> None:
    # As of 16 April, known today: the contact never was, though the strike is of June.
    assert status(then, "struck-later", as_of="2024-04-16") == "breached"


def test_a_strike_sent_again_changes_nothing(then: Store) -> None:
    assert status(then, "struck-twice", as_of="2024-04-16") == "breached"


# -- senders -----------------------------------------------------------------------------------------------------------
given(enrolled("17", "2024-01-10", entry="id-17"))


@pytest.fixture(scope="module")
def senders(then: Store) -> Store:
    """Another sender, and another programme, use the same reference and the same id for somebody else."""
    then.load([enrolled("17", "2024-03-10", entry="id-17")], sender="agency")
    then.load([enrolled("17", "2024-05-10", entry="id-17")], programme="annan")
    return then


def test_one_reference_under_two_senders_is_two_people(senders: Store) -> None:
    assert senders.people().count("17") == 2
    dues = [row["due"] for row in senders.deadlines(as_of=LATER) if (row["participant"], row["rule"]) == ("17", RULE)]
    assert sorted(dues) == ["2024-02-10", "2024-04-10"]


def test_the_same_reference_in_two_programmes_is_two_people(senders: Store) -> None:
    assert senders.one("17", RULE, as_of=LATER, programme="annan")["due"] == "2024-06-10"


def test_an_ambiguous_reference_asks_for_the_sender(senders: Store) -> None:
    senders.run("timeline", "17", "--programme", "prov", code=2)
    agency = senders.run("timeline", "17", "--programme", "prov", "--sender", "agency").out
    assert "2024-03-10" in agency
    assert "2024-01-10" not in agency


# -- without record times ----------------------------------------------------------------------------------------------
def test_without_keep_recorded_everything_is_recorded_now(first: Store) -> None:
    first.load([enrolled("now", "2024-03-15"), employer("now", "2024-04-10")], keep_recorded=False)
    # The trigger itself was recorded after the due day: imported history is no late entry.
    assert status(first, "now") == "met"
    # And in May 2024 nobody knew of anything.
    assert first.rows("now", RULE, as_of=LATER, known_at="2024-05-01T12:00:00+02:00") == []


# -- what may lie ahead ------------------------------------------------------------------------------------------------
given(
    enrolled("ahead", "2024-01-10"),
    entry("appointment_booked", "ahead", "2024-01-11", appointment="v", at="2099-01-01T10:00:00+01:00"),
    entry("consent_given", "ahead", "2024-01-11", party="employer", until="2099-01-01"),
    entry("job_agreed", "ahead", "2024-01-11", job="j", start="2099-01-01"),
    entry("coach_registered", None, "2024-01-01", coach="dan", fte=1),
    entry("coach_registered", None, "2024-01-01", coach="eva", fte=0.5),
    entry("coach_absent", None, "2024-01-02", coach="dan", until="2099-01-01", deputy="eva"),
)


def test_appointments_ends_of_consent_and_agreed_starts_may_lie_in_the_future(first: Store) -> None:
    assert "ahead" in first.people()


# -- sealed ------------------------------------------------------------------------------------------------------------
NUMBER = "191212121212"  # one of the tax agency's published test numbers
given(enrolled(NUMBER, "2024-01-10", note="a note that is sealed too"))


def test_a_personnummer_as_reference_is_printed_back_but_never_stored_in_the_clear(first: Store) -> None:
    assert NUMBER in first.people()
    if first.env["JOURNEY_DB"].startswith("sqlite"):
        stored = b"".join(path.read_bytes() for path in first.folder.glob("journey.db*"))
        assert NUMBER.encode() not in stored
        assert b"a note that is sealed too" not in stored


# -- every type --------------------------------------------------------------------------------------------------------
def test_every_entry_type_of_the_contract_is_taken(store: Store) -> None:
    store.write_programme(PROV)
    who, on, after = "all", "2024-03-01", "2024-04-01"
    lines = [
        referred(
            who,
            "2024-01-01",
            source="psychiatry",
            language="sv",
            identity="named",
            name="N",
            phone="070",
            email="n@example.org",
            personal_number="191212121212",
        ),
        entry("identity_changed", who, "2024-01-02", identity="protected"),
        entry(
            "background_recorded",
            who,
            "2024-01-02",
            gender="woman",
            birth_year=1990,
            municipality="Uppsala",
            education="upper_secondary",
            years_on_support=2.5,
            care_team="team-1",
            incomes=[{"source": "sickness", "payer": "FK", "amount": 8850, "tax": 2124}],
        ),
        entry("waitlisted", who, "2024-01-03"),
        enrolled(who, "2024-01-10", coach="anna"),
        entry("coach_assigned", who, "2024-01-11", coach="bo", reason="cap"),
        entry("consent_given", who, on, party="sus", purpose="registration"),
        entry("consent_withdrawn", who, on, party="sus"),
        entry(
            "contact_held",
            who,
            on,
            mode="meeting",
            place="office",
            activity="mapping",
            minutes=45,
            coach="anna",
            **{"with": ["employer", "guardian"]},
            note="free text",
            by="coach:anna",
        ),
        entry("appointment_booked", who, on, appointment="v-1", at="2024-03-05T10:00:00+01:00", place="the café"),
        entry("appointment_kept", who, "2024-03-05", appointment="v-1", minutes=30),
        entry("appointment_booked", who, on, appointment="v-2", at="2024-03-06T10:00:00+01:00"),
        entry("appointment_missed", who, "2024-03-06", appointment="v-2"),
        entry("appointment_booked", who, on, appointment="v-3", at="2024-03-07T10:00:00+01:00"),
        entry("appointment_cancelled", who, "2024-03-06", appointment="v-3", reason="ill"),
        entry("outreach_attempted", who, on, mode="phone", place="home"),
        entry("benefits_counselling_offered", who, on),
        entry("benefits_counselling_given", who, on, minutes=30),
        entry("profile_completed", who, on),
        entry("preferences_recorded", who, on, occupations=["baker"], extent=50, disclosure="some"),
        entry("plan_agreed", who, on, kind="sip"),
        entry("plan_reviewed", who, on, kind="sip"),
        entry(
            "employer_contacted",
            who,
            on,
            employer="f-1",
            industry="trade",
            mode="video",
            who="both",
            competitive=False,
            follows_preferences=True,
            coach="anna",
        ),
        entry(
            "placement_started",
            who,
            on,
            placement="p-1",
            kind="work_trial",
            employer="f-1",
            industry="trade",
            hours_per_week=20,
        ),
        entry("placement_ended", who, after, placement="p-1", reason="done"),
        entry("job_agreed", who, on, job="j-1", start="2024-03-10"),
        entry(
            "job_started",
            who,
            "2024-03-10",
            job="j-1",
            employer="f-1",
            industry="trade",
            sector="private",
            job_type="cashier",
            extent=75,
            permanent=False,
            competitive=True,
            subsidised=True,
            subsidy=18000,
            wage=24000,
        ),
        entry("job_changed", who, "2024-03-20", job="j-1", extent=100, wage=30000),
        entry("job_ended", who, after, job="j-1", reason="temporary"),
        entry("studies_started", who, on, studies="s-1", kind="sfi", extent=50),
        entry("studies_ended", who, after, studies="s-1", completed=True),
        entry("incomes_recorded", who, on, incomes=[{"source": "wage", "payer": "employer", "amount": 24000}]),
        entry("housing_support_recorded", who, on, hours_per_week=4),
        entry(
            "questionnaire_answered",
            who,
            on,
            instrument="ghq12",
            moment="start",
            answers=[0, 1, 2, 3] * 3,
            scoring="ghq",
        ),
        entry("questionnaire_answered", who, on, instrument="own", moment="other", total=7),
        moved(who, on, "assessment"),
        paused(who, "2024-03-02"),
        resumed(who, "2024-03-03"),
        entry("sus_registered", who, on, moment="start"),
        entry("deadline_waived", who, on, rule=RULE, reason="agreed", by="supervisor:eva"),
        discharged(who, after, "work"),
        entry("coach_registered", None, on, coach="anna", fte=0.75, name="Anna"),
        entry("coach_registered", None, on, coach="bo", fte=1),
        entry("coach_fte_changed", None, on, coach="anna", fte=1),
        entry("coach_absent", None, on, coach="anna", until="2024-03-20", deputy="bo"),
        entry("coach_left", None, after, coach="anna"),
        entry("employer_registered", None, on, employer="f-1", name="Firm", industry="trade", sector="private"),
        entry("employer_visited", None, on, employer="f-1", coach="bo", mode="face_to_face", purpose="first talk"),
        entry("employer_agreement_signed", None, on, employer="f-1"),
        entry(
            "meeting_held",
            None,
            on,
            kind="cooperation_group",
            parties=["psychiatry"],
            absent=["employment_service"],
            minutes=60,
        ),
        entry(
            "fidelity_reviewed",
            None,
            on,
            scale="IPS-25",
            rater="external",
            scores={str(item): 3 for item in range(1, 26)},
        ),
        entry("work_wish_asked", None, on, people=40, wished=12),
        entry("dissemination_held", None, on, audience="employers", people=30),
        entry("incident_reported", None, on),
        entry("complaint_received", None, on),
        entry("report_submitted", None, on, kind="monthly", period="2024-02"),
    ]
    store.load(lines)
    listed = store.json("participants", "--programme", "prov", "--reason", "they live in hiding by the end of the file")
    assert [row["participant"] for row in listed] == [who]


def test_a_fold_of_the_whole_log_finds_the_same(senders: Store) -> None:
    assert not senders.replayed()


def test_a_refused_first_file_does_not_even_take_the_programme_into_use(store: Store) -> None:
    store.load(
        [
            {"type": "enrolled", "participant": "a", "on": "2024-01-10"},
            {"type": "enrolled", "participant": "a", "on": "2024-01-11"},
        ],
        programme="uppsala",
        code=2,
    )

    # Uppsala owes a report every month since 2014: in use, it would be alerted to all of them.
    assert store.sweep("2024-02-01T08:00:00+01:00") == []
    assert store.json("replay")["events"] == 0
