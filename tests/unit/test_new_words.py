"""Words for what programmes do: every key of the public contract is there, said a second time, and foreign ones are named."""

from __future__ import annotations

from typing import Any

import msgspec

from journey.domain.events import ENTRY_TYPES, allowed, keys
from tests.cases import every
from tests.unit.one_entry import command, of_type, problems

PARTNERS = (
    "employment_service social_insurance psychiatry primary_care social_services housing_support labour_market_unit "
    "lss_officer employer school adult_education study_counsellor former_workplace guardian personal_ombud family peer "
    "interpreter union other"
)
ACTIVITIES = "mapping job_search workplace benefits authority everyday_support other"
CAUSES = "illness at_work forgot transport anxiety own_logistics other"
MODES = "meeting phone message email video"

KEYS = """
partner_contacted party mode activity? minutes? matter? coach?
co_coach_assigned coach
co_coach_ended coach
network_person_recorded person party name? phone? email?
network_person_ended person
matter_opened matter party kind
matter_decided matter outcome
action_agreed action at responsible? due?
action_done action
action_dropped action reason?
milestone_set milestone due?
milestone_reached milestone
activity_attended activity minutes? employer?
job_applied employer industry? follows_preferences?
interview_held employer
filed_in_journal entries system?
registered_with party
unregistered_from party
appointment_booked appointment at place? activity?
appointment_kept appointment minutes? activity?
appointment_missed appointment cause?
appointment_cancelled appointment cause? reason?
questionnaire_answered instrument moment answers? total? scoring?
questionnaire_sent instrument moment
coach_returned coach
meeting_held kind team? parties? absent? minutes?
team_goal_set goal period target? figure?
team_goal_assessed goal value? met
budget_set year amount payer?
cost_recorded period amount payer?
"""
"""Types of the second edition, and those that grew in it; `?` is optional."""

CODES = {
    ("referred", "source"): "self psychiatry primary_care social_services employment_service social_insurance "
    "housing_support school labour_market_unit lss_officer guardian family other",
    ("discharged", "reason"): "work studies completed own_wish moved illness deceased no_contact wrongly_registered "
    "other",
    ("declined", "reason"): "own_wish moved outside_target no_contact excluded",
    ("consent_given", "party"): "employment_service social_insurance psychiatry primary_care social_services "
    "housing_support employer school former_workplace guardian sus chat_reminders research",
    ("partner_contacted", "party"): PARTNERS,
    ("partner_contacted", "mode"): MODES,
    ("partner_contacted", "activity"): ACTIVITIES,
    ("contact_held", "activity"): ACTIVITIES,
    ("appointment_booked", "activity"): ACTIVITIES,
    ("appointment_kept", "activity"): ACTIVITIES,
    ("appointment_missed", "cause"): CAUSES,
    ("appointment_cancelled", "cause"): CAUSES,
    ("network_person_recorded", "party"): PARTNERS,
    ("matter_opened", "party"): PARTNERS,
    ("matter_opened", "kind"): "benefit_decision wage_subsidy placement_permit work_aid lss_decision sip_call other",
    ("matter_decided", "outcome"): "granted refused withdrawn",
    ("action_agreed", "at"): "participant_meeting cooperation_group sip team other",
    ("activity_attended", "activity"): "job_course study_visit workplace_visit information group trial_day other",
    ("registered_with", "party"): PARTNERS,
    ("unregistered_from", "party"): PARTNERS,
}


@every("line", KEYS.strip().splitlines())
def test_each_type_has_the_keys_it_is_promised_and_no_others(line: str) -> None:
    kind, *promised = line.split()
    cls = ENTRY_TYPES[kind]
    optional = {field.encode_name for field in msgspec.structs.fields(cls) if not field.required}
    assert {f"{key}?" if key in optional else key for key in keys(cls)} == set(promised)


@every("place", CODES)
def test_each_code_that_is_promised_is_taken(place: tuple[str, str]) -> None:
    kind, key = place
    words = CODES[place].split()
    assert sorted(allowed(keys(ENTRY_TYPES[kind])[key]) or ()) == sorted(words)
    for word in words:
        assert getattr(command(of_type(kind, **{key: word})).fact, key) == word


@every("partner", PARTNERS.split())
def test_every_partner_can_be_at_a_contact_and_can_take_something_on(partner: str) -> None:
    assert command(of_type("contact_held", **{"with": [partner]})).fact.with_ == (partner,)  # type: ignore[attr-defined]
    assert command(of_type("action_agreed", responsible=partner)).fact.responsible == partner  # type: ignore[attr-defined]


@every("party", ["sus", "chat_reminders", "research"])
def test_who_stood_at_a_contact_in_older_files_is_still_taken(party: str) -> None:
    assert command(of_type("contact_held", **{"with": [party]}))


# --- H17: what people at work have to say -----------------------------------------------------------------------------


@every(
    "content",
    [
        of_type("referred", source="guardian"),
        of_type("consent_given", party="guardian", by="coach:anna"),
        of_type("contact_held", **{"with": ["interpreter"]}),
        of_type("contact_held", **{"with": ["family"]}),
        of_type("co_coach_assigned", coach="bo"),
        of_type("discharged", reason="deceased"),
    ],
    ids=lambda content: content["type"],
)
def test_what_had_no_word_can_be_said(content: dict[str, Any]) -> None:
    assert command(content)


@every(
    "content, message",
    [
        (of_type("contact_held", mode="sms"), "mode: sms is not one of the allowed words; allowed: meeting, phone"),
        (of_type("referred", source="municipality"), "source: municipality is not one of the allowed words; allowed: "),
        (of_type("discharged", reason="avliden"), "reason: avliden is not one of the allowed words; allowed: work, "),
        (of_type("discharged", reason="hemflyttad_själv"), "reason: hemflyttad_själv is not one of the allowed words"),
        (
            of_type("action_agreed", responsible="kommunen"),
            "responsible: kommunen is not allowed; allowed: coach:REF, ",
        ),
        (of_type("action_agreed", responsible="coach:"), "responsible: not allowed; allowed: coach:REF, employment_"),
        (of_type("action_agreed", at="2018-05-31"), "at: not one of the allowed words; allowed: participant_meeting, "),
        (of_type("cost_recorded", period="maj"), "period: maj is not allowed; allowed: a year (2018), or its month "),
        (of_type("cost_recorded", period="2018-13"), "period: not allowed; allowed: a year (2018), or its month "),
        (of_type("cost_recorded", amount=-1), "amount: not allowed; allowed: a number of at least 0"),
        (of_type("budget_set", year=18), "year: not allowed; allowed: a whole number of at least 1900"),
        (of_type("coach_absent", until="2018-05-30"), "until: lies before `on`; allowed: that day or later"),
        (of_type("coach_absent", deputy="anna"), "deputy: is the coach who is away; write another coach"),
        (of_type("team_goal_assessed", met="yes"), "met: is a text; allowed: true or false"),
        (of_type("filed_in_journal", entries=[]), "entries: not allowed; allowed: a list of at least 1 in length"),
        (of_type("consent_given", by="guardian:G1"), "by: not allowed; write participant, system, coach:REF or sup"),
        (of_type("contact_held", interpreter=True), "interpreter: unknown key of contact_held; "),
        (of_type("coach_assigned", coach=["anna", "bo"]), "coach: is a list; allowed: a text"),
        (
            of_type("questionnaire_answered", total=..., answers=[""]),
            "answers[0]: not allowed; allowed: a text of at l",
        ),
        (
            of_type("questionnaire_answered", instrument="ghq12", total=..., answers=["mer än vanligt"] * 12),
            "answers: ghq12 is answered with whole numbers, never with words",
        ),
    ],
)
def test_what_is_no_word_of_ours_is_refused_with_those_that_are(content: dict[str, Any], message: str) -> None:
    (said,) = problems(content)
    assert said.startswith(message)


@every("value", ["Anna", "anna andersson", "sms till Anna", "070-123", "a", "x" * 41, "s_", "_s", "ä\n"])
def test_what_could_be_a_name_a_number_or_a_sentence_is_not_repeated(value: str) -> None:
    (said,) = problems(of_type("contact_held", mode=value))
    assert said.startswith("mode: not one of the allowed words; allowed: meeting, ")


# --- answers in words -------------------------------------------------------------------------------------------------


@every("answers", [["ja", "nej"], [3, "vet inte", 0]])
def test_answers_in_words_give_no_total(answers: list[Any]) -> None:
    fact: Any = command(of_type("questionnaire_answered", instrument="survey", total=..., answers=answers)).fact
    assert (fact.answers, fact.total, fact.totals) == (tuple(answers), None, None)


def test_a_total_that_was_worked_out_elsewhere_stands_beside_words() -> None:
    said = of_type("questionnaire_answered", instrument="survey", total=7, answers=["ofta", "sällan"])
    assert command(said).fact.total == 7  # type: ignore[attr-defined]
