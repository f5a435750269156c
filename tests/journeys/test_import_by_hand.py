"""Imports: sent twice, in conflict, in an impossible order, struck, by two senders. (Wrong shapes: the file beside.)"""

import json
from collections.abc import Callable

import pytest

from .conftest import Result, Store
from .hand import PROV, Entry, contact, discharged, employer, enrolled, entry, moved, paused, referred, resumed, struck

RULE = "job_search_one_month"
LATER = "2024-12-31"


@pytest.fixture
def prov(store: Store) -> Store:
    store.write_programme(PROV)
    return store


def picture(store: Store, *people: str) -> list[str]:
    """All that can be seen of some people, to be compared before and after."""
    seen = [store.run("participants", "--programme", "prov", "--as-of", LATER, "--format", "json").out,
            store.run("deadlines", "--programme", "prov", "--as-of", LATER, "--format", "json").out]
    return seen + [store.run("timeline", who, "--programme", "prov", "--format", "json").out for who in people]


# -- sent twice ------------------------------------------------------------------------------------------------------
def test_the_same_entries_sent_again_change_nothing(prov: Store) -> None:
    # Given a file whose entries carry ids
    file = [referred("anna", "2024-03-01", entry="e-1"), enrolled("anna", "2024-03-15", entry="e-2"),
            employer("anna", "2024-04-10", entry="e-3"),
            entry("meeting_held", None, "2024-04-11", kind="team", entry="e-4")]
    prov.load(file)
    before = picture(prov, "anna")
    # When it is sent again, whole, in part, in another order and with its keys in another order
    prov.load(file)
    prov.load(file[1:2])
    prov.load([dict(reversed(line.items())) for line in reversed(file)])
    # Then nothing has changed
    assert picture(prov, "anna") == before


def test_an_entry_sent_twice_within_one_file_counts_once(prov: Store) -> None:
    once = enrolled("anna", "2024-03-15", entry="e-1")
    prov.load([once, once])
    assert len(prov.rows("anna", RULE, as_of=LATER)) == 1


def test_the_same_id_with_other_content_is_an_error_and_nothing_is_imported(prov: Store) -> None:
    prov.load([enrolled("anna", "2024-03-15", entry="e-1")])
    before = picture(prov, "anna")
    told = prov.load([enrolled("bo", "2024-03-15", entry="e-2"), enrolled("anna", "2024-03-16", entry="e-1")], code=2)
    assert "entry" in told.errors[2]
    within = prov.load([enrolled("cia", "2024-03-15", entry="e-3"), enrolled("cia", "2024-03-16", entry="e-3")], code=2)
    assert "entry" in within.errors[2]
    assert picture(prov, "anna") == before


def test_new_entries_join_what_was_imported_before(prov: Store) -> None:
    prov.load([enrolled("anna", "2024-03-15")])
    assert prov.one("anna", RULE, as_of=LATER)["status"] == "breached"
    prov.load([employer("anna", "2024-04-10")])
    assert prov.one("anna", RULE, as_of=LATER)["status"] == "met"


# -- the order of a life ---------------------------------------------------------------------------------------------
A, B, C, D, E = "2024-01-10", "2024-02-10", "2024-03-10", "2024-04-10", "2024-05-10"
Life = Callable[[str], list[Entry]]


def waits(who: str, on: str) -> Entry:
    return entry("waitlisted", who, on)


def declines(who: str, on: str) -> Entry:
    return entry("declined", who, on, reason="own_wish")


POSSIBLE: dict[str, Life] = {
    "enrolled without a referral": lambda p: [enrolled(p, A)],
    "referred, waiting, enrolled": lambda p: [referred(p, A), waits(p, B), enrolled(p, C)],
    "referred and declined": lambda p: [referred(p, A), declines(p, B)],
    "declined from the waiting list": lambda p: [referred(p, A), waits(p, B), declines(p, C)],
    "declined, referred again, enrolled": lambda p: [referred(p, A), declines(p, B), referred(p, C), enrolled(p, D)],
    "declined, then enrolled": lambda p: [referred(p, A), declines(p, B), enrolled(p, C)],
    "any phase to any other": lambda p: [enrolled(p, A), moved(p, B, "follow_along"), moved(p, C, "engagement")],
    "paused and resumed": lambda p: [enrolled(p, A), moved(p, B, "coaching"), paused(p, C), resumed(p, D),
                                     moved(p, E, "follow_along")],
    "discharged while paused": lambda p: [enrolled(p, A), paused(p, B), discharged(p, C)],
    "discharged and enrolled again": lambda p: [enrolled(p, A), discharged(p, B), enrolled(p, C)],
    "discharged and referred again": lambda p: [enrolled(p, A), discharged(p, B), referred(p, C), waits(p, D)],
    "facts before the first move": lambda p: [contact(p, A), enrolled(p, B)],
    "facts after the discharge": lambda p: [enrolled(p, A), discharged(p, B), contact(p, C), employer(p, D)],
    "facts and no move at all": lambda p: [contact(p, A)],
    "the last line first": lambda p: [discharged(p, D), moved(p, C, "assessment"), enrolled(p, B), referred(p, A)],
    "all on one day, in order": lambda p: [referred(p, A), enrolled(p, A), moved(p, A, "engagement"), discharged(p, A)],
    "a day counts as its start": lambda p: [enrolled(p, A + "T09:00:00+01:00"), referred(p, A)],
}
IMPOSSIBLE: dict[str, Life] = {
    "a move before anything": lambda p: [moved(p, A, "engagement")],
    "a pause before anything": lambda p: [paused(p, A)],
    "a discharge before anything": lambda p: [discharged(p, A)],
    "the waiting list before a referral": lambda p: [waits(p, A)],
    "a decline before a referral": lambda p: [declines(p, A)],
    "a move before the enrolment": lambda p: [referred(p, A), moved(p, B, "engagement"), enrolled(p, C)],
    "a discharge of somebody only referred": lambda p: [referred(p, A), discharged(p, B)],
    "a pause on the waiting list": lambda p: [referred(p, A), waits(p, B), paused(p, C)],
    "waiting twice": lambda p: [referred(p, A), waits(p, B), waits(p, C)],
    "a referral of somebody referred": lambda p: [referred(p, A), referred(p, B)],
    "enrolled twice": lambda p: [enrolled(p, A), enrolled(p, B)],
    "a referral of somebody enrolled": lambda p: [enrolled(p, A), referred(p, B)],
    "a decline of somebody enrolled": lambda p: [referred(p, A), enrolled(p, B), declines(p, C)],
    "the waiting list after the enrolment": lambda p: [referred(p, A), enrolled(p, B), waits(p, C)],
    "the same phase again": lambda p: [enrolled(p, A), moved(p, B, "coaching"), moved(p, C, "coaching")],
    "paused twice": lambda p: [enrolled(p, A), paused(p, B), paused(p, C)],
    "resumed without a pause": lambda p: [enrolled(p, A), resumed(p, B)],
    "a move during a pause": lambda p: [enrolled(p, A), paused(p, B), moved(p, C, "coaching"), resumed(p, D)],
    "enrolled during a pause": lambda p: [enrolled(p, A), paused(p, B), enrolled(p, C)],
    "a move after the discharge": lambda p: [enrolled(p, A), discharged(p, B), moved(p, C, "coaching")],
    "resumed after the discharge": lambda p: [enrolled(p, A), paused(p, B), discharged(p, C), resumed(p, D)],
    "discharged twice": lambda p: [enrolled(p, A), discharged(p, B), discharged(p, C)],
    "a decline after the discharge": lambda p: [enrolled(p, A), discharged(p, B), declines(p, C)],
    "the waiting list after a decline": lambda p: [referred(p, A), declines(p, B), waits(p, C)],
    "on one day, in the wrong order": lambda p: [moved(p, A, "engagement"), enrolled(p, A)],
}


def test_every_order_the_lifecycle_allows_is_imported(prov: Store) -> None:
    prov.load([line for who, life in POSSIBLE.items() for line in life(who)])
    assert sorted(prov.people()) == sorted(POSSIBLE)


@pytest.fixture(scope="module")
def impossible(module_store: Store) -> Result:
    """All impossible lives in one file, after one that is possible."""
    module_store.write_programme(PROV)
    return module_store.load(
        [enrolled("fine", A), *(line for who, life in IMPOSSIBLE.items() for line in life(who))], code=2)


@pytest.mark.parametrize("who", IMPOSSIBLE)
def test_an_order_the_lifecycle_forbids_is_refused_by_a_line_of_that_person(impossible: Result, who: str) -> None:
    first = 2 + sum(len(life(name)) for name, life in list(IMPOSSIBLE.items())[:list(IMPOSSIBLE).index(who)])
    theirs = range(first, first + len(IMPOSSIBLE[who](who)))
    assert set(theirs) & impossible.errors.keys(), f"none of {theirs} is named in:\n{impossible.err}"


def test_after_an_impossible_order_nothing_of_the_file_is_there(impossible: Result, module_store: Store) -> None:
    assert 1 not in impossible.errors
    assert module_store.people() == []


# -- back-dated moves and strikes ------------------------------------------------------------------------------------
LIFE = [referred("anna", A, entry="a-referred"), enrolled("anna", B, entry="a-enrolled"),
        moved("anna", C, "coaching", entry="a-coaching"), discharged("anna", E, entry="a-discharged")]


@pytest.fixture(scope="module")
def lived(module_store: Store, impossible: Result) -> Store:
    assert impossible.code == 2
    module_store.load(LIFE)
    return module_store


REFUSED: dict[str, list[Entry]] = {
    "a second enrolment dated back": [enrolled("anna", "2024-02-20")],
    "a discharge dated before a move": [discharged("anna", "2024-02-20")],
    "a pause that was never ended before a move": [paused("anna", "2024-02-20")],
    "a move dated before the enrolment": [moved("anna", "2024-01-20", "engagement")],
    "the same phase dated just before": [moved("anna", "2024-03-01", "coaching")],
    "a strike of the enrolment": [struck("anna", E, "a-enrolled")],
}


@pytest.mark.parametrize("attempt", REFUSED)
def test_a_back_dated_move_or_a_strike_that_leaves_an_impossible_history_is_refused(lived: Store, attempt: str) -> None:
    told = lived.load(REFUSED[attempt], code=2)
    assert list(told.errors) == [1]
    assert len(lived.rows("anna", RULE, as_of=LATER)) == 1
    assert lived.one("anna", RULE, as_of=LATER)["due"] == "2024-03-10"  # 10 February + 1 month


def test_a_refused_strike_says_what_to_strike_first(lived: Store) -> None:
    told = lived.load(REFUSED["a strike of the enrolment"], code=2)
    assert "a-coaching" in told.err or "a-discharged" in told.err


def test_a_strike_of_nothing_known_is_refused(lived: Store) -> None:
    assert "strikes" in lived.load([struck("anna", E, "no-such-entry")], code=2).errors[1]


def test_a_back_dated_move_that_fits_is_taken(prov: Store) -> None:
    prov.load(LIFE)
    prov.load([moved("anna", "2024-02-20", "engagement"), paused("anna", "2024-02-25"), resumed("anna", "2024-03-01")])
    # Paused 25 February -> 1 March 2024: 5 days. 10 March + 5 = 15 March.
    assert prov.one("anna", RULE, as_of=LATER)["due"] == "2024-03-15"


def test_strikes_that_only_together_leave_a_possible_history_are_taken_together(prov: Store) -> None:
    # Given a whole life, its enrolment on the wrong day
    prov.load(LIFE)
    # When in one file all that hangs on it is struck, and told anew a month later
    prov.load([struck("anna", E, "a-enrolled"), struck("anna", E, "a-coaching"), struck("anna", E, "a-discharged"),
               enrolled("anna", C)])
    # Then only the new life counts: 10 March + 1 month
    assert [row["due"] for row in prov.rows("anna", RULE, as_of=LATER)] == ["2024-04-10"]


def test_a_strikes_own_day_is_ignored(prov: Store) -> None:
    prov.load([enrolled("anna", "2024-03-15"), employer("anna", "2024-04-10", entry="e-1"),
               struck("anna", "2024-06-01", "e-1", recorded="2024-06-01T09:00:00+02:00")])
    # As of 16 April, known today: the contact never was.
    assert prov.one("anna", RULE, as_of="2024-04-16")["status"] == "breached"


def test_the_programmes_own_entries_can_be_struck(prov: Store) -> None:
    prov.load([entry("coach_registered", None, A, coach="anna", fte=1.0, entry="c-1"),
               entry("meeting_held", None, A, kind="team", entry="m-1"), struck(None, B, "m-1")])


def test_a_strike_sent_again_changes_nothing(prov: Store) -> None:
    prov.load([enrolled("anna", "2024-03-15"), employer("anna", "2024-04-10", entry="e-1")])
    prov.load([struck("anna", "2024-04-12", "e-1", entry="s-1")])
    prov.load([struck("anna", "2024-04-12", "e-1", entry="s-1")])
    assert prov.one("anna", RULE, as_of="2024-04-16")["status"] == "breached"


# -- without record times --------------------------------------------------------------------------------------------
def test_without_keep_recorded_everything_is_recorded_now(prov: Store) -> None:
    prov.load([enrolled("anna", "2024-03-15"), employer("anna", "2024-04-10")], keep_recorded=False)
    # The trigger itself was recorded after the due day: imported history is no late entry.
    assert prov.one("anna", RULE, as_of=LATER)["status"] == "met"
    # And in May 2024 nobody knew of anything.
    assert prov.rows("anna", RULE, as_of=LATER, known_at="2024-05-01T12:00:00+02:00") == []


# -- senders ---------------------------------------------------------------------------------------------------------
def test_one_reference_under_two_senders_is_two_people(prov: Store) -> None:
    prov.load([enrolled("17", "2024-01-10", entry="1")], sender="psychiatry")
    prov.load([enrolled("17", "2024-03-10", entry="1")], sender="agency")  # the same id, other content: another scope
    assert prov.people() == ["17", "17"]
    assert [row["due"] for row in prov.rows("17", RULE, as_of=LATER)] == ["2024-02-10", "2024-04-10"]


def test_an_ambiguous_reference_asks_for_the_sender(prov: Store) -> None:
    prov.load([enrolled("17", "2024-01-10")], sender="psychiatry")
    prov.load([enrolled("17", "2024-03-10")], sender="agency")
    prov.run("timeline", "17", "--programme", "prov", code=2)
    first = prov.run("timeline", "17", "--programme", "prov", "--sender", "psychiatry").out
    second = prov.run("timeline", "17", "--programme", "prov", "--sender", "agency").out
    assert "2024-01-10" in first
    assert "2024-01-10" not in second
    assert "2024-03-10" in second


def test_a_sender_cannot_strike_what_another_sent(prov: Store) -> None:
    prov.load([enrolled("17", "2024-01-10", entry="mine")], sender="psychiatry")
    prov.load([enrolled("17", "2024-03-10")], sender="agency")
    assert "strikes" in prov.load([struck("17", "2024-03-11", "mine")], sender="agency", code=2).errors[1]


def test_the_same_reference_in_two_programmes_is_two_people(prov: Store) -> None:
    prov.write_programme(PROV.replace('"prov"', '"annan"'))
    prov.load([enrolled("17", "2024-01-10", entry="1")])
    prov.load([enrolled("17", "2024-03-10", entry="1")], programme="annan")
    assert prov.one("17", RULE, as_of=LATER)["due"] == "2024-02-10"
    assert prov.one("17", RULE, as_of=LATER, programme="annan")["due"] == "2024-04-10"


# -- what may lie ahead ----------------------------------------------------------------------------------------------
def test_appointments_ends_of_consent_and_agreed_starts_may_lie_in_the_future(prov: Store) -> None:
    prov.load([
        enrolled("anna", "2024-01-10"),
        entry("appointment_booked", "anna", "2024-01-11", appointment="v", at="2099-01-01T10:00:00+01:00"),
        entry("consent_given", "anna", "2024-01-11", party="employer", until="2099-01-01"),
        entry("job_agreed", "anna", "2024-01-11", job="j", start="2099-01-01"),
        entry("coach_registered", None, "2024-01-01", coach="bo", fte=1),
        entry("coach_registered", None, "2024-01-01", coach="cia", fte=0.5),
        entry("coach_absent", None, "2024-01-02", coach="bo", until="2099-01-01", deputy="cia"),
    ])
    assert prov.people() == ["anna"]


def test_a_personnummer_as_reference_is_printed_back_but_never_stored_in_the_clear(prov: Store) -> None:
    # One of the tax agency's published test numbers.
    number = "191212121212"
    prov.load([enrolled(number, "2024-01-10", note="a note that is sealed too")])
    assert prov.people() == [number]
    if prov.env["JOURNEY_DB"].startswith("sqlite"):
        stored = b"".join(path.read_bytes() for path in prov.folder.glob("journey.db*"))
        assert number.encode() not in stored
        assert b"a note that is sealed too" not in stored


def test_every_entry_type_of_the_contract_is_taken(prov: Store) -> None:
    who, on = "all", "2024-03-01"
    after = {"on": "2024-04-01"}
    lines = [
        referred(who, "2024-01-01", source="psychiatry", language="sv", identity="named", name="N", phone="070",
                 email="n@example.org", personal_number="191212121212"),
        entry("identity_changed", who, "2024-01-02", identity="protected"),
        entry("background_recorded", who, "2024-01-02", gender="woman", birth_year=1990, municipality="Uppsala",
              education="upper_secondary", years_on_support=2.5, care_team="team-1",
              incomes=[{"source": "sickness", "payer": "FK", "amount": 8850, "tax": 2124}]),
        entry("waitlisted", who, "2024-01-03"), enrolled(who, "2024-01-10", coach="anna"),
        entry("coach_assigned", who, "2024-01-11", coach="bo", reason="cap"),
        entry("consent_given", who, on, party="sus", purpose="registration"),
        entry("consent_withdrawn", who, on, party="sus"),
        entry("contact_held", who, on, mode="meeting", place="office", activity="mapping", minutes=45,
              coach="anna", **{"with": ["employer", "guardian"]}, note="free text", by="coach:anna"),
        entry("appointment_booked", who, on, appointment="v-1", at="2024-03-05T10:00:00+01:00", place="the café"),
        entry("appointment_kept", who, "2024-03-05", appointment="v-1", minutes=30),
        entry("appointment_booked", who, on, appointment="v-2", at="2024-03-06T10:00:00+01:00"),
        entry("appointment_missed", who, "2024-03-06", appointment="v-2"),
        entry("appointment_booked", who, on, appointment="v-3", at="2024-03-07T10:00:00+01:00"),
        entry("appointment_cancelled", who, "2024-03-06", appointment="v-3", reason="ill"),
        entry("outreach_attempted", who, on, mode="phone", place="home"),
        entry("benefits_counselling_offered", who, on), entry("benefits_counselling_given", who, on, minutes=30),
        entry("profile_completed", who, on),
        entry("preferences_recorded", who, on, occupations=["baker"], extent=50, disclosure="some"),
        entry("plan_agreed", who, on, kind="sip"), entry("plan_reviewed", who, on, kind="sip"),
        entry("employer_contacted", who, on, employer="f-1", industry="trade", mode="video", who="both",
              competitive=False, follows_preferences=True, coach="anna"),
        entry("placement_started", who, on, placement="p-1", kind="work_trial", employer="f-1", industry="trade",
              hours_per_week=20), entry("placement_ended", who, after["on"], placement="p-1", reason="done"),
        entry("job_agreed", who, on, job="j-1", start="2024-03-10"),
        entry("job_started", who, "2024-03-10", job="j-1", employer="f-1", industry="trade", sector="private",
              job_type="cashier", extent=75, permanent=False, competitive=True, subsidised=True, subsidy=18000,
              wage=24000),
        entry("job_changed", who, "2024-03-20", job="j-1", extent=100, wage=30000),
        entry("job_ended", who, after["on"], job="j-1", reason="temporary"),
        entry("studies_started", who, on, studies="s-1", kind="sfi", extent=50),
        entry("studies_ended", who, after["on"], studies="s-1", completed=True),
        entry("incomes_recorded", who, on, incomes=[{"source": "wage", "payer": "employer", "amount": 24000}]),
        entry("housing_support_recorded", who, on, hours_per_week=4),
        entry("questionnaire_answered", who, on, instrument="ghq12", moment="start", answers=[0, 1, 2, 3] * 3,
              scoring="ghq"),
        entry("questionnaire_answered", who, on, instrument="own", moment="other", total=7),
        moved(who, on, "assessment"), paused(who, "2024-03-02"), resumed(who, "2024-03-03"),
        entry("sus_registered", who, on, moment="start"),
        entry("deadline_waived", who, on, rule=RULE, reason="agreed", by="supervisor:eva"),
        discharged(who, after["on"], "work"),
        entry("coach_registered", None, on, coach="anna", fte=0.75, name="Anna"),
        entry("coach_registered", None, on, coach="bo", fte=1),
        entry("coach_fte_changed", None, on, coach="anna", fte=1),
        entry("coach_absent", None, on, coach="anna", until="2024-03-20", deputy="bo"),
        entry("coach_left", None, after["on"], coach="anna"),
        entry("employer_registered", None, on, employer="f-1", name="Firm", industry="trade", sector="private"),
        entry("employer_visited", None, on, employer="f-1", coach="bo", mode="face_to_face", purpose="first talk"),
        entry("employer_agreement_signed", None, on, employer="f-1"),
        entry("meeting_held", None, on, kind="cooperation_group", parties=["psychiatry"],
              absent=["employment_service"], minutes=60),
        entry("fidelity_reviewed", None, on, scale="IPS-25", rater="external",
              scores={str(item): 3 for item in range(1, 26)}),
        entry("work_wish_asked", None, on, people=40, wished=12),
        entry("dissemination_held", None, on, audience="employers", people=30),
        entry("incident_reported", None, on), entry("complaint_received", None, on),
        entry("report_submitted", None, on, kind="monthly", period="2024-02"),
    ]
    prov.load(json.loads(json.dumps(lines)))
    assert prov.people() == [who]
