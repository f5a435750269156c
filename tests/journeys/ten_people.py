"""The people that the reports by hand are about: each life written down so that every figure can be counted."""

from .conftest import Row
from .hand import Entry, discharged, enrolled, entry, job, job_ended, moved, paused, referred, studies, sus

END = ("--as-of", "2024-12-31")
HALF = ("--from", "2024-01-01", "--to", "2024-06-30", *END)
Figures = dict[str, Row]

KOHORT = """
id = "kohort"
name = "Kohorten"
starts = 2023-01-02
clock_start = "enrolled"
capacity = {per_fte = 20, budgeted_fte = 2.0}
"""
# One person a post: two for half a post is over the cap.
KO = """
id = "ko"
name = "Kön"
starts = 2023-01-02
clock_start = "enrolled"
capacity = {per_fte = 2, budgeted_fte = 1.0}
"""


def background(who: str, gender: str, born: int, place: str, education: str, years: float, *sources: str) -> Entry:
    payers = {"sickness": "FK", "social_assistance": "IFO"}
    incomes = [{"source": s, "payer": payers[s], "amount": 9000} for s in sources]
    return entry(
        "background_recorded",
        who,
        "2023-01-15",
        gender=gender,
        birth_year=born,
        municipality=place,
        education=education,
        years_on_support=years,
        incomes=incomes,
    )


PEOPLE = [
    background("A", "woman", 1995, "Hudiksvall", "upper_secondary", 0.5, "sickness", "social_assistance"),
    background("B", "man", 1988, "Hudiksvall", "compulsory", 2, "sickness"),
    background("C", "woman", 1979, "Ljusdal", "upper_secondary", 6, "sickness"),
    background("D", "man", 2002, "Ljusdal", "compulsory", 0, "social_assistance"),
    background("E", "woman", 1971, "Nordanstig", "higher", 12, "sickness"),
    background("F", "man", 1960, "Hudiksvall", "higher", 20, "sickness"),
    background("G", "woman", 1995, "Hudiksvall", "post_secondary", 7, "social_assistance"),
    background("H", "other", 1988, "Hudiksvall", "upper_secondary", 2, "sickness"),
]
COACHES = [
    entry("coach_registered", None, "2023-01-02", coach="anna", fte=1.0),
    entry("coach_registered", None, "2023-01-02", coach="bo", fte=0.5),
]
LIVES = [
    enrolled("A", "2023-02-01", coach="anna"),
    discharged("A", "2023-05-02", "own_wish"),
    enrolled("A", "2023-09-01", coach="anna"),
    discharged("A", "2024-04-01", "work"),
    job("A", "2023-11-01", "job-A", subsidised=True, subsidy=18000, wage=24000, industry="trade"),
    job_ended("A", "2024-10-14", "job-A"),
    sus("A", "2023-02-01", "start"),
    sus("A", "2023-05-02", "end"),
    sus("A", "2023-09-01", "start"),
    sus("A", "2024-04-01", "end"),
    enrolled("B", "2023-03-01", coach="anna"),
    discharged("B", "2023-08-28", "studies"),
    studies("B", "2023-08-01", "studies-B"),
    entry("studies_ended", "B", "2024-01-10", studies="studies-B"),
    enrolled("B", "2024-02-01", coach="anna"),
    moved("B", "2024-02-10", "engagement"),
    sus("B", "2023-03-01", "start"),
    sus("B", "2023-08-28", "end"),
    enrolled("C", "2023-04-03", coach="anna"),
    discharged("C", "2024-01-08", "no_contact"),
    sus("C", "2023-04-03", "start"),
    enrolled("D", "2023-10-02", coach="anna"),
    paused("D", "2024-06-03"),
    enrolled("E", "2024-01-15", coach="bo"),
    job("E", "2024-05-06", "job-E", subsidised=False, wage=26000, industry="services"),
    sus("E", "2024-01-15", "start"),
    sus("E", "2024-07-15", "end"),
    enrolled("F", "2024-03-04", coach="bo"),
    moved("F", "2024-03-20", "job_placement"),
    enrolled("G", "2024-05-13", coach="anna"),
    discharged("G", "2024-09-10", "moved"),
    entry("placement_started", "G", "2024-06-03", placement="p-G", kind="internship"),
    entry("placement_ended", "G", "2024-06-28", placement="p-G"),
    # Told only in November:
    job(
        "G",
        "2024-07-01",
        "job-G",
        subsidised=True,
        subsidy=15000,
        wage=22000,
        industry="manufacturing",
        recorded="2024-11-15T09:00:00+01:00",
    ),
    job_ended("G", "2024-08-05", "job-G", recorded="2024-11-15T09:01:00+01:00"),
    enrolled("H", "2024-08-01", coach="bo"),
    moved("H", "2024-09-01", "assessment"),
    entry("placement_started", "H", "2024-10-01", placement="p-H", kind="work_training"),
]
COHORT = [line | {"entry": f"k-{number}"} for number, line in enumerate(COACHES + PEOPLE + LIVES)]

QUEUE = [
    entry("coach_registered", None, "2023-01-02", coach="cia", fte=0.5),
    referred("waits", "2024-02-05"),
    entry("waitlisted", "waits", "2024-02-06"),
    referred("declined", "2024-02-05"),
    entry("declined", "declined", "2024-02-12", reason="outside_target"),
    referred("first", "2024-02-05"),
    enrolled("first", "2024-02-19", coach="cia"),
    referred("second", "2024-02-05"),
    enrolled("second", "2024-02-20", coach="cia"),
    enrolled("unregistered", "2024-03-01", coach="dan"),
]
