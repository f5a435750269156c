"""What a programme says about itself beside its rules: goals, conditions, messages, meetings, questionnaires.

All of it stands at the top level of a programme file and all of it is optional. Dialogues, reminders and reports
read it; deadlines never do. Texts are the programme's own words, in the languages of its participants.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct, field

Text = Annotated[str, Meta(min_length=1, max_length=2000, description="a text of at most 2000 characters")]
Line = Annotated[
    str, Meta(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$", description="a text on one line")
]
Code = Annotated[
    str, Meta(pattern=r"^[a-z0-9_-]{1,40}$", description="up to 40 small letters a-z, digits, hyphens and underscores")
]
GoalCohort = Literal["served", "enrolled_in_window", "discharged", "completed"]
GOAL_COHORTS: tuple[GoalCohort, ...] = get_args(GoalCohort)
"""Whom a goal can count: all served in its days, who was enrolled, who left, who left having completed."""

FigureKey = Annotated[
    str, Meta(pattern=r"^[a-z-]{1,40}\.[a-z0-9_]{1,80}$", description="REPORT.KEY, such as outcomes.employed_ever")
]
Age = Annotated[int, Meta(ge=0, le=120)]
Hours = Annotated[int, Meta(ge=1, le=168)]
Item = Annotated[int, Meta(ge=1, le=200, description="the number of an item, from 1")]

LeavingReason = Literal[
    "work", "studies", "completed", "own_wish", "moved", "illness", "deceased", "no_contact", "other"
]
"""A reason of discharge; who was registered wrongly has completed nothing."""

COMPLETING: tuple[LeavingReason, ...] = ("work", "studies", "completed")
"""The reasons of discharge that count as completing, where a programme does not say."""

Extent = Annotated[float, Meta(gt=0, le=100, description="percent of full time, above 0 and up to 100")]

EachLanguage = dict[str, Text]
"""One text in several languages, by the name of the language; Swedish is always among them."""
Words = Text | EachLanguage
"""A text in Swedish alone, or in each language."""

SWEDISH = "sv"
Channel = Literal["webchat", "phone", "paper", "telegram"]
Meeting = Literal[
    "team",
    "cooperation_group",
    "treatment_conference",
    "psychiatry",
    "housing_support",
    "steering_group",
    "authority_cooperation",
]
Moment = Literal["start", "six_months", "discharge", "work_followup", "other"]
PauseReason = Literal["hospital", "own_wish", "parental_leave", "other"]


def in_language(words: Words, languages: Iterable[str]) -> str:
    """The text in the first of these languages that it is written in, else in Swedish."""
    if isinstance(words, str):
        return words
    return next((words[language] for language in languages if language in words), words[SWEDISH])


class Goal(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A goal the programme has set itself; the steering report holds the figure against the target.

    - `figure` is the report and key of the figure that measures it; without one the goal is only printed.
    - `target` is in the figure's own unit: a share is a fraction (0.2), never percent.
    - `direction` says whether more or less is better.
    - `cohort` is whom the goal counts: `served` (with an episode that touches the goal's days), `enrolled_in_window`,
      `discharged` or `completed` (discharged for a reason that the programme counts as completing). The figure is
      worked out on these people; one that cannot be is not given. Words that stand here, as in files of before, name
      people that nobody can look up: a figure about people is not given then.
    - `since` and `until` are the first and last of the goal's days, where these are not the report's window.
    - `reached_by` is the day by which the goal was to be reached: the figure is measured up to it, never later. It may
      lie after `until`: who is counted is settled then, and results may still come.
    - `min_extent` is the least extent, in percent of full time, of a job or studies that count.
    """

    id: Code
    text: Text
    figure: FigureKey | None = None
    target: Annotated[float, Meta(ge=0, le=1_000_000)] | None = None
    direction: Literal["at_least", "at_most"] = "at_least"
    cohort: Text | None = None
    since: date | None = None
    until: date | None = None
    reached_by: date | None = None
    min_extent: Extent | None = None

    @property
    def group(self) -> GoalCohort | None:
        """The cohort as a code; None where the goal names none, or names it in words."""
        return next((code for code in GOAL_COHORTS if code == self.cohort), None)


class Conditions(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who may join. A referral says these first and openly; the wish to work is always the one that decides.

    `lives_in` asks for a home in one of the programme's municipalities. `requires` and `excludes` are sentences that
    the person is shown; `priority` says who comes first where there is a waiting list. Each is one text, or a table
    with one for each language. Ages are whole years, inclusive.
    """

    min_age: Age | None = None
    max_age: Age | None = None
    lives_in: bool = False
    requires: tuple[Words, ...] = ()
    excludes: tuple[Words, ...] = ()
    priority: Words | None = None


class PausePolicy(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a pause means here: which reasons are used, and whether reminders go out during one.

    Whether a pause stops a clock is said by each rule (`pauses`), not here.
    """

    reasons: tuple[PauseReason, ...] = ("hospital", "own_wish", "parental_leave", "other")
    reminders: bool = False


class QuietHours(Struct, frozen=True, forbid_unknown_fields=True):
    """No message leaves between these local times; `from` later than `to` spans midnight."""

    from_: time = field(name="from")
    to: time


class HumanContact(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The person a participant can always turn to instead of the chat: a name and a telephone number."""

    name: Line
    phone: Line | None = None


class Duty(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """When somebody of the programme is at work, and whom to turn to when nobody is.

    Working days from `from` to `to`, local time. Without an `otherwise` a person in crisis is told plainly that nobody
    of the programme is on duty, beside the numbers that always answer.
    """

    from_: time = field(name="from", default=time(8))
    to: time = time(16, 30)
    otherwise: HumanContact | None = None


class MeetingPlan(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a kind of meeting is held. How often is said by the rule for it, so that it is said once.

    `parties` are expected to come; with `report_absent` the report names those who did not. `anonymous` meetings
    speak of cases without names, except towards the parties in `identified_to`.
    """

    kind: Meeting
    parties: tuple[Line, ...] = ()
    anonymous: bool = False
    identified_to: tuple[Line, ...] = ()
    report_absent: bool = False


class Questionnaire(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A questionnaire in use: when it is asked, how it is scored. Item texts come from the licensee, never from here.

    `cut_off` is the total from which a result counts as raised; there is no universal one. `negative_items` are the
    numbers of the items worded negatively, from the licensee's form: C-GHQ needs them, and is not worked out without.
    """

    name: Line
    moments: tuple[Moment, ...] = ()
    scoring: Literal["ghq", "likert", "c-ghq", "mean", "total"] | None = None
    cut_off: Annotated[float, Meta(ge=0, le=1000)] | None = None
    negative_items: tuple[Item, ...] = ()


class Settings(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Everything a programme file may say beside its rules and capacity.

    - `about` says what the programme is, to somebody who may join: a text for each language, `about.sv` at least. A
      language that is left out is given the one it falls back to. `description` is `about.sv` in files of before.
    - `provider` says who runs the programme, such as `Hudiksvalls kommun`: the first page tells it, beside the
      programme's name, its municipalities and its `human_contact`.
    - `code_lists` names the codes this programme uses, by list; an empty list of lists means: any code.
    - `spellings` says how else a code on one of these lists, or a municipality, may be written in entries, such as
      `adult_psychiatry = ["Vuxenpsykiatrin", "VUP"]`; capitals and outer blanks make no difference in any of them.
    - `reminder_before` is whole hours before an appointment; `working_days_only` keeps reminders to working days.
    - `contact_channels` are offered in this order. Telegram is outside the EU's control: off unless named.
    - `questionnaires` are keyed by their `instrument` in entries.
    - `party_names` says which of the meetings' `parties` is meant by a code that consents are given for, such as
      `social_insurance = "Försäkringskassan"`. Cases are raised only with parties named here.
    - `cost_year` is what the whole programme costs, SEK a year, where no costs are recorded (`cost_recorded`).
    - `completed` are the reasons of discharge that count as completing the programme.
    - `outside_population` says who is counted in what is told outside: everybody, or who is registered in SUS.
    """

    about: EachLanguage = {}
    description: Text | None = None
    provider: Line | None = None
    municipalities: tuple[Line, ...] = ()
    conditions: Conditions = Conditions()
    goals: tuple[Goal, ...] = ()
    code_lists: dict[str, tuple[Code, ...]] = {}
    spellings: dict[str, tuple[Line, ...]] = {}
    pause_policy: PausePolicy = PausePolicy()
    quiet_hours: QuietHours = QuietHours(from_=time(20), to=time(8))
    working_days_only: bool = False
    reminder_before: Hours = 24
    contact_channels: tuple[Channel, ...] = ("webchat", "phone", "paper")
    human_contact: HumanContact | None = None
    duty: Duty = Duty()
    meetings: tuple[MeetingPlan, ...] = ()
    questionnaires: dict[str, Questionnaire] = {}
    party_names: dict[str, Line] = {}
    cost_year: Annotated[float, Meta(ge=0, le=1_000_000_000)] | None = None
    completed: tuple[LeavingReason, ...] = COMPLETING
    outside_population: Literal["all", "sus"] = "all"

    @property
    def introduction(self) -> Words | None:
        """What the programme is, in its own words; None where its file does not say."""
        return self.about or self.description

    def texts(self) -> Iterable[tuple[str, Words]]:
        """Every text that participants read, with the key it stands under."""
        if self.about:
            yield "about", self.about
        for key in ("requires", "excludes"):
            for number, words in enumerate(getattr(self.conditions, key)):
                yield f"conditions.{key}[{number}]", words
        if self.conditions.priority is not None:
            yield "conditions.priority", self.conditions.priority

    def party(self, name: str) -> str | None:
        """The code for which consent is given to a party of this name (or code); None where the file does not say."""
        return next((code for code, party in self.party_names.items() if name in (code, party)), None)

    def meeting(self, kind: str) -> MeetingPlan | None:
        """How meetings of a kind are held; None where the file does not say."""
        return next((plan for plan in self.meetings if plan.kind == kind), None)
