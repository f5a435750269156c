"""Every entry of the Hudiksvall cohort keeps to the public contract: keys, values, order."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

Entry = dict[str, Any]
FILE = Path(__file__).resolve().parents[2] / "config" / "demo" / "hudiksvall.jsonl"
STOCKHOLM = ZoneInfo("Europe/Stockholm")
AS_OF = date(2018, 5, 31)

# Contract §1: each type with its keys (`?` optional) and, after a colon, the words that are allowed.
PARTIES = (
    "employment_service,social_insurance,psychiatry,primary_care,social_services,housing_support,employer,school,"
    "former_workplace,guardian,sus,chat_reminders,research"
)
MODES, PLACES = "meeting,phone,message,email,video", "office,community,home,workplace,care_unit"
PLANS, INDUSTRIES = "work_plan,action_plan,implementation_plan,sip", "care_municipal,trade,manufacturing,services,other"
SECTORS, REMOTE = "municipal,regional,state,private,non_profit", "face_to_face,phone,email,video"
PHASES = "engagement,assessment,job_placement,coaching,follow_along"
SCHEMA = f"""
referred source:self,psychiatry,primary_care,social_services,employment_service,social_insurance,housing_support,family,other identity?:named,anonymous,protected
background_recorded gender?:woman,man,other birth_year? municipality? education?:compulsory,upper_secondary,post_secondary,higher,unknown years_on_support? care_team? incomes?
identity_changed identity:named,anonymous,protected
waitlisted
declined reason:own_wish,moved,outside_target,no_contact,excluded
enrolled coach? reason?
coach_assigned coach reason?
consent_given party:{PARTIES} purpose? until?
consent_withdrawn party:{PARTIES}
contact_held mode:{MODES} place?:{PLACES} activity?:mapping,job_search,workplace,benefits,authority,everyday_support,other minutes? with? coach?
appointment_booked appointment at place?
appointment_kept appointment minutes?
appointment_missed appointment
appointment_cancelled appointment reason?
outreach_attempted mode:{MODES} place?:{PLACES}
benefits_counselling_offered
benefits_counselling_given minutes?
profile_completed
preferences_recorded occupations? extent? disclosure?:none,some,full
plan_agreed kind:{PLANS}
plan_reviewed kind:{PLANS}
employer_contacted employer industry?:{INDUSTRIES} mode:{REMOTE} who:coach,participant,both competitive follows_preferences? coach?
placement_started placement kind:work_trial,work_training,social_training,internship employer? industry?:{INDUSTRIES} hours_per_week?
placement_ended placement reason?
job_agreed job start
job_started job employer? industry?:{INDUSTRIES} sector?:{SECTORS} job_type? extent permanent? competitive subsidised? subsidy? wage?
job_ended job reason?
studies_started studies kind:sfi,compulsory,folk_high_school,adult_education,vocational,labour_market_training,university,other extent
incomes_recorded incomes
housing_support_recorded hours_per_week
questionnaire_answered instrument moment:start,six_months,discharge,work_followup,other answers? total? scoring?
questionnaire_sent instrument moment:start,six_months,discharge,work_followup,other
phase_moved to:{PHASES}
paused reason:hospital,own_wish,parental_leave,other
resumed
discharged reason:work,studies,own_wish,moved,illness,no_contact,wrongly_registered,other
sus_registered moment:start,end
deadline_waived rule reason
struck strikes reason
coach_registered coach fte
coach_fte_changed coach fte
coach_absent coach until deputy
employer_registered employer industry:{INDUSTRIES} sector:{SECTORS}
employer_visited employer coach mode:{REMOTE} purpose?
employer_agreement_signed employer
meeting_held kind:team,cooperation_group,treatment_conference,psychiatry,housing_support,steering_group,authority_cooperation parties? absent? minutes?
fidelity_reviewed scale rater:self,external scores
dissemination_held audience people
"""  # a table: one type a line
COMMON = {"type", "participant", "on", "by", "entry", "recorded"}
OF_PROGRAMME = {
    "coach_registered",
    "coach_fte_changed",
    "coach_absent",
    "employer_registered",
    "employer_visited",
    "employer_agreement_signed",
    "meeting_held",
    "fidelity_reviewed",
    "dissemination_held",
}
NEXT_MOVES = {
    "unknown": "referred enrolled",
    "referred": "waitlisted enrolled declined",
    "waitlisted": "enrolled declined",
    "declined": "referred enrolled",
    "enrolled": "phase_moved paused discharged",
    "paused": "resumed discharged",
    "discharged": "referred enrolled",
}


@cache
def everything() -> list[Entry]:
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@cache
def standing() -> list[Entry]:
    """The entries that no later one strikes, without the strikes."""
    struck = {entry["strikes"] for entry in everything() if entry["type"] == "struck"}
    return [entry for entry in everything() if entry["entry"] not in struck and entry["type"] != "struck"]


def moment(text: str) -> datetime:
    """A date counts as the start of its day."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=STOCKHOLM)


def day(entry: Entry) -> date:
    return moment(entry["on"]).astimezone(STOCKHOLM).date()


def of(kind: str) -> list[Entry]:
    return [entry for entry in standing() if entry["type"] == kind]


def test_every_entry_has_only_keys_and_values_of_the_contract() -> None:
    schema = {line.split()[0]: line.split()[1:] for line in SCHEMA.strip().splitlines()}
    for entry in everything():
        keys = {word.partition(":")[0]: word.partition(":")[2] for word in schema[entry["type"]]}
        required = {key for key in keys if not key.endswith("?")} | COMMON - {"participant"}
        allowed = {key.rstrip("?"): words.split(",") for key, words in keys.items()}
        own = {"participant"} if entry["type"] not in OF_PROGRAMME else set()
        assert required | own <= set(entry) <= set(allowed) | COMMON - {"participant"} | own, entry
        wrong = [key for key, words in allowed.items() if key in entry and words != [""] and entry[key] not in words]
        assert not wrong, (wrong, entry)
        assert set(entry.get("with", [])) <= set(PARTIES.split(","))
        assert entry["by"] == "participant" or entry["by"].split(":")[0] in ("coach", "supervisor")


def test_nothing_lies_after_the_last_day_and_nothing_is_recorded_before_it_happened() -> None:
    for entry in everything():
        assert date(2016, 9, 1) <= day(entry) <= AS_OF
        assert moment(entry["on"]) <= moment(entry["recorded"]) < moment("2018-06-01")
        assert datetime.fromisoformat(entry["recorded"]).tzinfo is not None


def test_each_persons_entries_follow_the_lifecycle_in_the_order_of_the_file() -> None:
    state: dict[str, str] = defaultdict(lambda: "unknown")
    latest: dict[str, datetime] = {}
    for entry in everything():
        person = entry.get("participant", "")
        assert latest.get(person, moment("2016-01-01")) <= moment(entry["on"])
        latest[person] = moment(entry["on"])
    for entry in standing():
        person, kind = entry.get("participant", ""), entry["type"]
        if kind in {move for moves in NEXT_MOVES.values() for move in moves.split()}:
            assert kind in NEXT_MOVES[state[person]].split(), (state[person], entry)
            state[person] = "enrolled" if kind in ("phase_moved", "resumed") else kind


def test_a_phase_is_never_left_for_itself() -> None:
    phase: dict[str, str] = {}
    for entry in standing():
        if entry["type"] == "enrolled":
            phase[entry["participant"]] = "intake"
        elif entry["type"] == "phase_moved":
            assert phase[entry["participant"]] != entry["to"]
            phase[entry["participant"]] = entry["to"]


def test_ids_are_unique_and_strikes_name_an_earlier_entry_of_the_same_person() -> None:
    seen: dict[str, str | None] = {}
    for entry in everything():
        assert entry["entry"] not in seen
        seen[entry["entry"]] = entry.get("participant")
        if entry["type"] == "struck":
            assert seen[entry["strikes"]] == entry["participant"]


def test_appointments_jobs_placements_and_studies_begin_before_they_end() -> None:
    for begins, ends, key in (
        ("appointment_booked", "appointment_kept appointment_missed appointment_cancelled", "appointment"),
        ("job_agreed", "job_started", "job"),
        ("job_started", "job_ended", "job"),
        ("placement_started", "placement_ended", "placement"),
    ):
        begun = {entry[key]: moment(entry["on"]) for entry in of(begins)}
        assert len(begun) == len(of(begins))
        for entry in (found for kind in ends.split() for found in of(kind)):
            assert begun[entry[key]] <= moment(entry["on"])


def test_no_name_number_or_address_is_in_the_file() -> None:
    assert {entry["participant"] for entry in everything() if "participant" in entry} == {
        f"H-{number:03d}" for number in range(1, 95)
    }
    forbidden = {"name", "phone", "email", "personal_number", "note", "answers"}
    assert not forbidden & {key for entry in everything() for key in entry}
