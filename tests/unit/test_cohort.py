"""The Hudiksvall cohort says what its source prints: counted here in plain Python, without the engine."""

from __future__ import annotations

import json
import subprocess
import sys
from calendar import monthrange
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tools.cohort.cohort import lines

Entry = dict[str, Any]
ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "config" / "demo" / "hudiksvall.jsonl"
STOCKHOLM = ZoneInfo("Europe/Stockholm")
AS_OF = date(2018, 5, 31)
NEW_YEAR = date(2018, 1, 1)


@dataclass
class Episode:
    """One stay as this test counts it."""

    person: str
    referred: date
    start: date
    end: date | None = None
    sus: list[tuple[str, date]] = field(default_factory=list)

    @property
    def in_sus(self) -> bool:
        return any(moment == "start" for moment, _ in self.sus)

    @property
    def sus_end(self) -> date | None:
        """The earlier of the end in SUS and the discharge."""
        ends = [day for moment, day in self.sus if moment == "end"] + ([self.end] if self.end else [])
        return min(ends) if ends else None

    @property
    def days(self) -> int:
        assert self.sus_end
        return (self.sus_end - self.start).days


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


def of(kind: str, **where: object) -> list[Entry]:
    return [e for e in standing() if e["type"] == kind and all(e.get(key) == value for key, value in where.items())]


def people_with(kind: str, **where: object) -> set[str]:
    return {entry["participant"] for entry in of(kind, **where)}


@cache
def episodes() -> list[Episode]:
    """Every stay; a SUS registration belongs to the stay that had begun last."""
    found: dict[str, list[Episode]] = defaultdict(list)
    referred: dict[str, date] = {}
    for entry in standing():
        person, kind = entry.get("participant", ""), entry["type"]
        if kind == "referred":
            referred[person] = day(entry)
        elif kind == "enrolled":
            found[person].append(Episode(person, referred[person], day(entry)))
        elif kind == "discharged":
            found[person][-1].end = day(entry)
        elif kind == "sus_registered":
            found[person][-1].sus.append((entry["moment"], day(entry)))
    return [episode for own in found.values() for episode in own]


def sus() -> list[Episode]:
    return [episode for episode in episodes() if episode.in_sus]


def sus_people() -> set[str]:
    return {episode.person for episode in sus()}


def background(person: str) -> Entry:
    (found,) = of("background_recorded", participant=person)
    return found


def last_ended() -> dict[str, Episode]:
    """The last ended stay of each discharged person."""
    ended = [episode for episode in sus() if episode.sus_end]
    return {episode.person: episode for episode in sorted(ended, key=lambda episode: episode.start)}


def month_after(start: date) -> date:
    year, month = (start.year, start.month + 1) if start.month < 12 else (start.year + 1, 1)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def test_seventy_persons_have_seventy_two_registrations() -> None:
    starts = of("sus_registered", moment="start")
    assert len(starts) == 72
    assert len({entry["participant"] for entry in starts}) == 70
    assert sorted(Counter(entry["participant"] for entry in starts).values())[-3:] == [1, 2, 2]
    assert len(sus()) == 72


def test_about_ten_more_were_served_and_never_registered_and_none_of_them_is_left() -> None:
    others = [episode for episode in episodes() if not episode.in_sus]
    assert len(others) == len({episode.person for episode in others}) == 10
    assert all(episode.end for episode in others)
    assert len({episode.person for episode in episodes()}) == 80
    anonymous = people_with("referred", identity="anonymous")
    assert anonymous < {episode.person for episode in others}
    known = {key for person in anonymous for key in background(person)}
    assert known == {"type", "participant", "on", "by", "entry", "recorded", "gender"}


def test_the_municipalities_are_as_printed() -> None:
    towns = Counter(background(person)["municipality"] for person in sus_people())
    assert towns == {"Hudiksvall": 49, "Ljusdal": 14, "Nordanstig": 7}


def test_sixty_percent_are_women_and_half_are_under_34() -> None:
    backgrounds = [background(person) for person in sus_people()]
    assert Counter(entry["gender"] for entry in backgrounds) == {"woman": 42, "man": 28}
    assert sum(day(entry).year - entry["birth_year"] <= 33 for entry in backgrounds) == 35
    assert sum(AS_OF.year - entry["birth_year"] <= 33 for entry in backgrounds) == 35  # on either day of counting


def test_background_is_recorded_on_the_first_enrolment_day() -> None:
    first: dict[str, date] = {}
    for episode in episodes():
        first.setdefault(episode.person, episode.start)
    assert {entry["participant"]: day(entry) for entry in of("background_recorded")} == first


def test_the_flow_of_january_to_may_2018_is_as_printed() -> None:
    current = [e for e in sus() if e.sus_end is None or e.sus_end >= NEW_YEAR]
    assert len(current) == len({episode.person for episode in current}) == 41
    assert sum(episode.start >= NEW_YEAR for episode in sus()) == 9
    assert sum(episode.sus_end is not None and episode.sus_end >= NEW_YEAR for episode in sus()) == 7
    assert sum(episode.sus_end is None for episode in sus()) == 34
    assert not [episode for episode in episodes() if not episode.in_sus and episode.end is None]


def test_thirty_eight_episodes_of_thirty_seven_persons_have_ended() -> None:
    ended = [episode for episode in sus() if episode.sus_end]
    assert len(ended) == 38
    assert len({episode.person for episode in ended}) == 37
    left = {episode.person for episode in sus() if episode.sus_end is None}
    twice = {person for person, count in Counter(episode.person for episode in ended).items() if count == 2}
    returned = left & {episode.person for episode in ended}
    assert (len(twice), len(returned)) == (1, 1)
    assert twice | returned == {p for p, count in Counter(episode.person for episode in sus()).items() if count == 2}


def test_sus_starts_in_the_stay_and_ends_on_the_discharge_day_or_some_weeks_later() -> None:
    for episode in sus():
        found = dict(episode.sus)
        assert episode.start <= found["start"] <= (episode.end or AS_OF)
        assert (episode.start < NEW_YEAR) == (found["start"] < NEW_YEAR)
        assert ("end" in found) == (episode.end is not None)
        if episode.end:
            assert episode.end <= found["end"] <= episode.end + timedelta(weeks=5)
            assert (episode.end < NEW_YEAR) == (found["end"] < NEW_YEAR)


def test_stays_are_194_days_on_average_and_nineteen_last_seven_months() -> None:
    lengths = [episode.days for episode in last_ended().values()]
    assert len(lengths) == 37
    assert 193.5 <= sum(lengths) / 37 < 194.5
    assert sum(length >= 210 for length in lengths) == 19


def test_eleven_were_employed_and_the_share_is_28_percent_of_39() -> None:
    employed = people_with("job_started", competitive=True)
    discharged = set(last_ended())
    assert Counter(background(person)["gender"] for person in employed) == {"woman": 6, "man": 5}
    assert len(employed & discharged) == 9
    assert len(employed | discharged) == 39
    assert round(100 * len(employed) / len(employed | discharged)) == 28
    still = {episode.person for episode in sus() if episode.sus_end is None}
    assert len(employed & still) == 2


def test_four_studied_and_all_of_them_are_discharged() -> None:
    students = people_with("studies_started")
    assert Counter(background(person)["gender"] for person in students) == {"woman": 3, "man": 1}
    assert students <= set(last_ended())
    assert round(1000 * len(students) / 37) == 108
    assert not students & people_with("job_started")


def test_eleven_competitive_jobs_five_with_a_subsidy_in_the_printed_industries() -> None:
    jobs = of("job_started")
    assert [job["competitive"] for job in jobs] == [True] * 11
    assert sum(job["subsidised"] for job in jobs) == sum("subsidy" in job for job in jobs) == 5
    industries = Counter(job["industry"] for job in jobs)
    assert industries == {"care_municipal": 5, "trade": 2, "manufacturing": 2, "services": 2}


def test_thirty_four_on_1_6_posts_are_21_25_per_post() -> None:
    posts: dict[str, float] = {}
    for entry in standing():
        if entry["type"] in ("coach_registered", "coach_fte_changed"):
            posts[entry["coach"]] = entry["fte"]
    assert posts == {"anna": 1.0, "bjorn": 0.6}
    current = [episode for episode in episodes() if episode.end is None]
    assert len(current) / 1.6 == 21.25
    assert len(current) / 2.0 == 17.0
    coach = {e["participant"]: e["coach"] for e in standing() if e["type"] in ("enrolled", "coach_assigned")}
    assert Counter(coach[episode.person] for episode in current) == {"anna": 21, "bjorn": 13}


@pytest.mark.parametrize("known_then", [False, True])
def test_twenty_nine_of_sixty_eight_had_a_meaningful_occupation_in_december_2017(*, known_then: bool) -> None:
    known = [e for e in standing() if not known_then or moment(e["recorded"]) < moment("2018-01-01")]
    before = [entry for entry in known if day(entry) < NEW_YEAR]
    enrolled = {entry["participant"] for entry in before if entry["type"] == "enrolled"}
    placed = {entry["participant"] for entry in before if entry["type"] == "placement_started"}
    assert placed <= enrolled
    assert (len(placed), len(enrolled)) == (29, 68)
    assert len(enrolled - sus_people()) == 7
    assert len(placed - sus_people()) == 3


def test_ten_people_are_on_the_waiting_list() -> None:
    done = {episode.person for episode in episodes()} | people_with("declined")
    assert len(people_with("waitlisted") - done) == 10
    assert people_with("referred") - done == people_with("waitlisted") - done


def test_the_external_fidelity_review_of_may_2018_gives_81_points() -> None:
    (review,) = of("fidelity_reviewed")
    assert (day(review).year, day(review).month, review["rater"]) == (2018, 5, "external")
    assert set(review["scores"]) == {str(item) for item in range(1, 26)}
    assert set(review["scores"].values()) <= {1, 2, 3, 4, 5}
    assert sum(review["scores"].values()) == 81


def test_the_ten_rows_of_table_3_give_its_column_totals() -> None:
    starts = {e["participant"]: e for kind in ("job_started", "studies_started") for e in of(kind)}
    rows = [(background(person).get("incomes"), start) for person, start in starts.items()]
    known = [(incomes, start) for incomes, start in rows if incomes]
    assert len(known) == 10
    assert {day(start).year for _, start in known} == {2017}
    assert not [start for incomes, start in rows if not incomes and day(start).year == 2017]
    benefits = [income for incomes, _ in known for income in incomes]
    by_payer: Counter[str] = Counter()
    for income in benefits:
        by_payer[income["payer"]] += income["amount"]
    assert by_payer == {"IFO": 14300, "FK": 116917, "AF": 16500}
    assert sum(income["tax"] for income in benefits) == 36673
    assert sum(start.get("wage", 0) for _, start in known) == 200346
    assert sum(start.get("subsidy", 0) for _, start in known) == 90870
    sectors = Counter(start.get("sector", "studies") for _, start in known)
    assert sectors == {"municipal": 4, "private": 4, "non_profit": 1, "studies": 1}
    (loan,) = of("incomes_recorded")
    assert [(income["payer"], income["amount"]) for income in loan["incomes"]] == [("CSN", 10172)]


def age(person: str) -> int:
    """In the year of enrolment."""
    entry = background(person)
    return day(entry).year - int(entry["birth_year"])


def band(years: int) -> str:
    bands = ((25, "-25"), (33, "26-33"), (41, "34-41"), (49, "42-49"), (57, "50-57"))
    return next((name for highest, name in bands if years <= highest), "58-")


def test_26_to_33_is_the_largest_band_and_about_ten_are_over_50() -> None:
    bands = Counter(band(age(person)) for person in sus_people())
    assert bands.most_common(1)[0][0] == "26-33"
    assert bands["50-57"] + bands["58-"] == 10


def test_of_the_employed_four_are_under_34_two_are_42_to_49_and_five_50_to_57() -> None:
    bands = Counter(band(age(person)) for person in people_with("job_started", competitive=True))
    assert (bands["-25"] + bands["26-33"], bands["42-49"], bands["50-57"]) == (4, 2, 5)


def test_education_and_years_on_support_are_as_printed() -> None:
    schools = Counter(background(person)["education"] for person in sus_people())
    assert (schools["higher"], schools["post_secondary"]) == (8, 10)
    years = [float(background(person)["years_on_support"]) for person in sus_people()]
    few, many = sum(1 <= each < 4 for each in years), sum(each > 9 for each in years)
    assert (few, many, round(100 * few / 70), round(100 * many / 70)) == (41, 10, 59, 14)
    between = Counter(int(each) for each in years if 4 <= each <= 9)
    assert sum(between.values()) == 70 - few - many
    assert set(between) == set(range(4, 10))
    assert max(between.values()) - min(between.values()) <= 1  # evenly
    assert all(age(person) - background(person)["years_on_support"] > 14 for person in sus_people())


def test_three_quarters_of_the_incomes_come_from_fk_eight_have_assistance_and_a_handful_has_none() -> None:
    known = [background(person)["incomes"] for person in sus_people() if "incomes" in background(person)]
    payers = Counter(income["payer"] for incomes in known for income in incomes)
    assert (payers["IFO"], known.count([])) == (8, 5)
    assert round(100 * payers["FK"] / sum(payers.values())) == 75  # of the incomes
    assert round(100 * sum(any(i["payer"] == "FK" for i in incomes) for incomes in known) / len(known)) == 75


def test_each_student_is_in_another_kind_of_studies() -> None:
    kinds = sorted(entry["kind"] for entry in of("studies_started"))
    assert kinds == ["adult_education", "folk_high_school", "sfi", "university"]


def test_the_placements_of_2016_and_2017_are_in_the_printed_industries_or_are_social_training() -> None:
    placed = [entry for entry in of("placement_started") if day(entry) < NEW_YEAR]
    industries = Counter(entry["industry"] for entry in placed if "industry" in entry)
    assert industries == {"services": 2, "trade": 8, "care_municipal": 4, "manufacturing": 1, "other": 2}
    assert {entry["kind"] for entry in placed if "industry" not in entry} == {"social_training"}
    assert len(placed) == 29  # so many people: the printed industries are of seventeen


def test_sixty_were_sent_the_survey_and_sixteen_answered_as_many_women_as_men() -> None:
    asked, answered = people_with("questionnaire_sent"), people_with("questionnaire_answered")
    assert (len(asked), len(answered), answered <= asked) == (60, 16, True)
    assert Counter(background(person)["gender"] for person in answered) == {"woman": 8, "man": 8}


def test_fifteen_dissemination_events_are_listed() -> None:
    assert len(of("dissemination_held")) == 15


def test_the_hours_of_housing_support_are_those_of_table_4() -> None:
    hours: dict[str, list[float]] = defaultdict(list)
    for entry in of("housing_support_recorded"):
        hours[entry["participant"]].append(entry["hours_per_week"])
    table = sorted((background(p)["gender"], *own, _did(p)) for p, own in hours.items() if len(own) > 1)
    assert table == [
        ("man", 4, 0, "job"),
        ("man", 6, 2, "social training"),
        ("woman", 1.5, 0, "social training"),
        ("woman", 2, 0, "job"),
        ("woman", 2, 0, "social training"),
        ("woman", 5, 2.5, "studies"),
    ]
    assert sum(before - after for _, before, after, _ in table) * 52 == 832


def _did(person: str) -> str:
    if person in people_with("job_started"):
        return "job"
    if person in people_with("studies_started"):
        return "studies"
    trained = {e["participant"] for e in of("placement_started") if e["kind"] == "social_training"}
    return "social training" if person in trained else ""


def test_the_job_searches_tell_every_story() -> None:
    assert Counter(_job_search(episode) for episode in episodes()) == {
        "met": 45,
        "met, in time thanks to a pause": 4,
        "late entry": 9,
        "late": 12,
        "stopped": 2,
        "breached and gone": 5,
        "overdue and waiting": 2,
        "waiting": 2,
        "paused and waiting": 1,
    }


def _job_search(episode: Episode) -> str:
    """The story of the first employer contact, by the rule's words in domain §5."""
    own = [entry for entry in standing() if entry.get("participant") == episode.person]
    due, paused = month_after(episode.start), 0
    for begun in (e for e in own if e["type"] == "paused" and episode.start <= day(e) <= due):
        back = [day(e) for e in own if e["type"] == "resumed" and day(e) >= day(begun)]
        if not back:
            return "paused and waiting"
        paused = (back[0] - day(begun)).days
    limit = due + timedelta(days=paused)
    kinds = ("employer_contacted", "job_started")
    end = episode.end or AS_OF
    found = [e for e in own if e["type"] in kinds and e["competitive"] and episode.referred <= day(e) <= end]
    in_time = [e for e in found if day(e) <= limit]
    if in_time:
        if all(moment(e["recorded"]).date() > limit for e in in_time):
            return "late entry"
        return "met" if min(map(day, in_time)) <= due else "met, in time thanks to a pause"
    if episode.end:
        return "stopped" if episode.end <= limit else "late" if found else "breached and gone"
    return "late" if found else "waiting" if limit >= AS_OF else "overdue and waiting"


def test_a_lost_job_leads_back_to_job_placement_and_a_contact_within_three_days() -> None:
    (lost,) = of("job_ended")
    later = [e for e in standing() if e.get("participant") == lost["participant"] and day(e) >= day(lost)]
    assert [e["to"] for e in later if e["type"] == "phase_moved"] == ["job_placement"]
    contacts = [day(e) for e in later if e["type"] in ("contact_held", "appointment_kept")]
    assert min(contacts) <= day(lost) + timedelta(days=3)


def test_corrections_waivers_pauses_and_missed_visits_are_there() -> None:
    kinds = Counter(entry["type"] for entry in everything())
    assert kinds["struck"] >= 2
    assert {entry["rule"] for entry in of("deadline_waived")} == {"job_search_one_month", "sus_registration"}
    assert all(entry["by"].startswith("supervisor:") for entry in of("deadline_waived"))
    assert kinds["paused"] > kinds["resumed"] > 5
    assert kinds["outreach_attempted"] > 40
    assert 4000 <= len(everything()) <= 9000


def test_the_committed_file_is_what_the_generator_writes() -> None:
    assert "".join(lines()) == FILE.read_text(encoding="utf-8")


def test_the_generator_writes_the_same_bytes_in_another_process() -> None:
    command = [sys.executable, "-m", "tools.cohort.cohort"]
    made = subprocess.run(command, cwd=ROOT, env={"PYTHONHASHSEED": "7"}, capture_output=True, check=True)
    assert made.stdout == FILE.read_bytes()
