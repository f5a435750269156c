"""Programme files: the shipped ones, what a file may leave out, and every way to be wrong."""

from __future__ import annotations

import re
import shutil
from datetime import date, time
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from journey.domain import events
from journey.domain import settings as programme_settings
from journey.domain.errors import ConfigError
from journey.domain.programme import Capacity, Leg, Pattern, Programme, Rule, Step, Warn
from journey.engine.loading.programmes import (
    SharedRules,
    load_programme,
    load_programmes,
    load_rules_file,
    load_shared_rules,
    shipped_config,
)
from journey.engine.loading.rule_files import Tell, WrittenRule
from tests.cases import every

HEAD = 'id = "x"\nname = "X"\nstarts = 2020-01-01\n'
NEW_RULE = HEAD + '[rules.new]\nname = "N"\n'
LEG = '[[rules.new.legs]]\ntrigger = [{type = "enrolled"}]\nsatisfier = [{type = "contact_held"}]\nperiod = "1 week"\n'
PERIODS = "write a number and one of days, working days, weeks, months, years"

SETTINGS = [
    thing
    for thing in vars(programme_settings).values()
    if isinstance(thing, type) and issubclass(thing, msgspec.Struct) and thing is not msgspec.Struct
]

CONTRACT_EXAMPLE = """
id = "jonkoping"
name = "IPS i psykosvården, Jönköping"
starts = 2017-01-01
clock_start = "enrolled"
capacity = {per_fte = 20, budgeted_fte = 1.5}
[rules.job_search_one_month]              # off = true switches it off
name = "Arbetssökandet inleds inom en månad"
warn = {before = "7 days"}                # or {after_start = "1 month"}
escalate = "7 days"
pauses = true                             # pauses stop the clock
tell = {warning = ["coach"], breach = ["coach"], escalation = ["supervisor"]}
[[rules.job_search_one_month.legs]]
trigger = [{type = "enrolled"}]
satisfier = [{type = "employer_contacted", where = {competitive = true}}, {type = "job_started", where = {competitive = true}}]
period = "1 month"                        # days, working days, weeks, months
lead = "referral"                         # satisfiers count from here on: a period, or "referral"
# optional in a leg: name, offset, same, until, steps, outlives; in a rule: repeat, phases, first_only, calendar
"""  # word for word as the contract has it


@pytest.fixture(scope="module")
def shared() -> SharedRules:
    return load_shared_rules(None)


def write(folder: Path, text: str, name: str = "x.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def rule(programme: Programme, rule_id: str) -> Rule:
    found = programme.rule(rule_id)
    assert found is not None, rule_id
    return found


# ------------------------------------------------------------------ the shipped files


@every(
    "programme_id, own_rules",
    [
        ("hudiksvall", {"reporting_closure", "sus_registration", "psychiatry", "housing_support"}),
        (
            "jonkoping",
            {"work_survey", "sus_registration", "fidelity_review", "treatment_conference", "authority_cooperation"},
        ),
        ("uppsala", {"ghq12", "sus_registration", "monthly_report", "tertial_report"}),
        ("landskrona", {"fidelity_review", "cooperation_group", "team_meeting", "annual_work_wish"}),
    ],
)
def test_each_shipped_programme_has_the_rules_all_share_and_those_it_switches_on(
    programme_id: str, own_rules: set[str]
) -> None:
    everywhere = {
        "job_search_one_month",
        "referral_answered",
        "benefits_counselling_offered",
        "vocational_profile_done",
        "contact_rhythm",
        "follow_along",
        "after_job_loss",
        "missed_visit_outreach",
        "discharge_care",
        "action_due",
    }
    programme = load_programmes(None)[programme_id]
    assert {rule.id for rule in programme.rules} == everywhere | own_rules


def test_the_shipped_rules_file_holds_every_rule_of_the_domain(shared: SharedRules) -> None:
    assert len(shared) == 25
    assert {rule_id for rule_id, rule in shared.items() if rule.get("off")} == {
        "ghq12",
        "matter_answer",
        "work_survey",
        "reporting_closure",
        "fidelity_review",
        "cooperation_group",
        "authority_cooperation",
        "treatment_conference",
        "psychiatry",
        "housing_support",
        "team_meeting",
        "annual_work_wish",
        "monthly_report",
        "tertial_report",
    }


@every(
    "programme_id, days",
    [
        ("hudiksvall", ("2016-09-01", None)),
        ("jonkoping", ("2017-06-01", None)),
        ("uppsala", ("2013-03-01", "2016-12-31")),
        ("landskrona", ("2020-06-01", "2021-03-31")),
    ],
)
def test_each_shipped_programme_has_the_days_of_its_documents(programme_id: str, days: tuple[str, str | None]) -> None:
    programme = load_programmes(None)[programme_id]
    assert (str(programme.starts), str(programme.ends) if programme.ends else None) == days


def test_a_programme_keeps_its_ninety_places_and_its_cap() -> None:
    assert load_programmes(None)["uppsala"].capacity == Capacity(per_fte=20, budgeted_fte=4.5, places=90)


def test_uppsala_warns_after_one_month_and_breaches_after_two() -> None:
    search = rule(load_programmes(None)["uppsala"], "job_search_one_month")
    assert search.warn == Warn(after_start="1 month")
    assert search.legs[0].period == "2 months"


def test_a_silent_file_gets_the_defaults_of_the_contract() -> None:
    programmes = load_programmes(None)
    search = rule(programmes["jonkoping"], "job_search_one_month")
    assert (search.escalate, search.warn, search.pauses, search.level) == ("7 days", None, True, "participant")
    assert search.tell == {"warning": ("coach",), "breach": ("coach",), "escalation": ("supervisor",)}
    review = rule(programmes["jonkoping"], "fidelity_review")
    assert (review.pauses, review.level, review.repeat) == (False, "programme", True)
    assert set(review.tell.values()) == {("supervisor",)}
    assert not rule(programmes["jonkoping"], "referral_answered").pauses
    assert not rule(programmes["jonkoping"], "sus_registration").pauses


def test_a_calendar_is_resolved_to_months() -> None:
    uppsala = load_programmes(None)["uppsala"]
    assert rule(uppsala, "monthly_report").calendar == tuple(range(1, 13))
    assert rule(uppsala, "tertial_report").calendar == (4, 8, 12)


@every("programme_id", ["hudiksvall", "jonkoping", "uppsala", "landskrona"])
def test_a_resolved_programme_survives_the_log_unchanged(programme_id: str) -> None:
    programme = load_programmes(None)[programme_id]
    again = msgspec.json.decode(msgspec.json.encode(programme), type=Programme)
    assert again == programme
    assert again.version() == programme.version()


def test_the_contracts_example_loads_word_for_word(tmp_path: Path, shared: SharedRules) -> None:
    programme = load_programme(write(tmp_path, CONTRACT_EXAMPLE), shared)
    search = rule(programme, "job_search_one_month")
    assert (programme.id, programme.capacity.per_fte, programme.capacity.budgeted_fte) == ("jonkoping", 20, 1.5)
    assert search.legs[0].trigger[0].type == "enrolled"
    assert search.warn == Warn(before="7 days")
    assert programme.rule("after_job_loss") is not None


def test_three_keys_make_a_programme(tmp_path: Path, shared: SharedRules) -> None:
    programme = load_programme(write(tmp_path, HEAD), shared)
    assert programme.clock_start == "enrolled"
    assert programme.settings.quiet_hours.from_ == time(20)
    assert programme.settings.contact_channels == ("webchat", "phone", "paper")


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path, shared: SharedRules) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode())
    assert load_programme(path, shared).starts == date(2020, 1, 1)


def test_the_words_in_settings_are_those_of_the_entries() -> None:
    catalogue = events.catalogue()
    assert get_args(programme_settings.Meeting) == catalogue["meeting_held"]["kind"]
    assert get_args(programme_settings.Moment) == catalogue["questionnaire_answered"]["moment"]
    assert get_args(programme_settings.PauseReason) == catalogue["paused"]["reason"]


DOCUMENTED = (Path(__file__).parents[2] / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")


def test_the_new_rule_in_the_reference_loads(tmp_path: Path, shared: SharedRules) -> None:
    example = DOCUMENTED.split("```toml\n")[1].partition("```")[0]
    assert rule(load_programme(write(tmp_path, HEAD + example), shared), "plan_after_profile").escalate == "3 days"


@every("kind", [WrittenRule, Leg, Pattern, Step, Warn, Tell, Programme, Capacity, *SETTINGS])
def test_every_key_a_file_may_hold_is_in_the_reference(kind: type[msgspec.Struct]) -> None:
    keys = {field.encode_name for field in msgspec.structs.fields(kind)} - {"settings"}
    assert {key for key in keys if not re.search(rf"\b{key}\b", DOCUMENTED)} == set()


# ------------------------------------------------------------------ laying one file over another


def test_a_rule_is_overridden_key_by_key(tmp_path: Path, shared: SharedRules) -> None:
    text = HEAD + '[rules.follow_along]\nescalate = "3 days"\ntell = {breach = ["supervisor"]}\n'
    follow = rule(load_programme(write(tmp_path, text), shared), "follow_along")
    assert (follow.escalate, follow.repeat, follow.legs[0].same) == ("3 days", True, "job")
    assert follow.tell == {"warning": ("coach",), "breach": ("supervisor",), "escalation": ("supervisor",)}


def test_a_new_rule_of_the_programme_stands_beside_the_shared_ones(tmp_path: Path, shared: SharedRules) -> None:
    programme = load_programme(write(tmp_path, NEW_RULE + LEG), shared)
    assert rule(programme, "new").name == "N"


def test_a_rule_that_is_off_is_in_no_programme_but_is_checked(tmp_path: Path, shared: SharedRules) -> None:
    assert load_programme(write(tmp_path, NEW_RULE + "off = true\n" + LEG), shared).rule("new") is None
    wrong = NEW_RULE + "off = true\n" + LEG.replace("1 week", "1 wek")
    with pytest.raises(ConfigError, match="no period"):
        load_programme(write(tmp_path, wrong), shared)


def test_an_own_folder_is_filled_up_from_the_shipped_one(tmp_path: Path) -> None:
    """What `JOURNEY_CONFIG` lacks comes from the shipped config: rules, and programme files by name or id."""
    write(tmp_path, '[rules.contact_rhythm]\nescalate = "2 days"\n', "rules.toml")
    write(tmp_path, HEAD, "programmes/mine.toml")
    write(tmp_path, HEAD.replace('"x"', '"uppsala"'), "programmes/our-uppsala.toml")
    write(tmp_path, HEAD.replace('"x"', '"landskrona"'), "programmes/landskrona.toml")
    programmes = load_programmes(tmp_path)
    assert set(programmes) == {"x", "uppsala", "landskrona", "hudiksvall", "jonkoping"}
    assert programmes["uppsala"].name == programmes["landskrona"].name == "X"
    assert rule(programmes["hudiksvall"], "contact_rhythm").escalate == "2 days"


def test_a_shipped_file_bears_the_id_of_its_programme() -> None:
    """So that its programme is known without reading it."""
    programmes = load_programmes(None)
    assert {name: programmes[name].id for name in programmes} == {name: name for name in programmes}
    assert "nowhere" not in programmes
    with pytest.raises(KeyError):
        programmes["nowhere"]


def test_a_shipped_programme_is_read_when_it_is_asked_for_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path.name) or read_bytes(path))
    programmes = load_programmes(None)
    assert opened == ["rules.toml"]
    assert programmes["uppsala"] is programmes["uppsala"]
    assert opened == ["rules.toml", "uppsala.toml"]


def test_a_shipped_programme_that_does_not_fit_own_rules_is_told_at_once(tmp_path: Path) -> None:
    rules = """\
[rules.fidelity_review]
repeat = false
[[rules.fidelity_review.legs]]
trigger = [{type = "fidelity_reviewed"}]
satisfier = [{type = "fidelity_reviewed"}]
period = "1 year"
"""
    write(tmp_path, rules, "rules.toml")
    with pytest.raises(ConfigError, match=r"^landskrona\.toml: rules\.fidelity_review\.legs\[0\]\.trigger: is missing"):
        load_programmes(tmp_path)


def test_an_empty_own_folder_is_the_shipped_one(tmp_path: Path) -> None:
    assert load_programmes(tmp_path) == load_programmes(None)


def test_a_copy_of_the_shipped_folder_is_the_shipped_one(tmp_path: Path) -> None:
    copy = tmp_path / "config"
    shutil.copytree(shipped_config(), copy)
    assert load_programmes(copy) == load_programmes(None)


def test_an_own_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^nowhere: is no folder; name one that is laid out as the shipped config$"):
        load_programmes(tmp_path / "nowhere")


def test_two_files_with_the_same_id_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, HEAD, "programmes/a.toml")
    write(tmp_path, HEAD, "programmes/b.toml")
    with pytest.raises(ConfigError, match=r"^b\.toml: id: .x. is another file's id too; write an id of its own$"):
        load_programmes(tmp_path)


def test_a_fault_in_an_own_rules_file_names_that_file(tmp_path: Path) -> None:
    write(tmp_path, '[rules.contact_rhythm]\nescalate = "soon"\n', "rules.toml")
    with pytest.raises(
        ConfigError, match=rf'^rules.toml: rules.contact_rhythm.escalate: "soon" is no period; {PERIODS}'
    ):
        load_programmes(tmp_path)


# ------------------------------------------------------------------ rules to compare with (replay --rules FILE)


def test_a_file_of_rules_alone_is_laid_over_the_programmes_own(tmp_path: Path) -> None:
    uppsala = load_programmes(None)["uppsala"]
    override = '[rules.job_search_one_month]\nwarn = {before = "3 days"}\n[rules.work_survey]\noff = false\n'
    changed = load_rules_file(write(tmp_path, override), uppsala)
    search = rule(changed, "job_search_one_month")
    assert (search.legs[0].period, search.warn) == ("2 months", Warn(before="3 days"))
    assert changed.rule("work_survey") is not None
    assert changed.rule("fidelity_review") is None
    kept = {r for r in map(str, uppsala.rules) if "job_search" not in r}
    assert kept <= set(map(str, changed.rules))


def test_an_empty_file_of_rules_changes_nothing(tmp_path: Path) -> None:
    for programme in load_programmes(None).values():
        assert load_rules_file(write(tmp_path, ""), programme) == programme


def test_a_whole_programme_file_brings_its_rules_and_keeps_whose_people_are_judged() -> None:
    programmes = load_programmes(None)
    path = shipped_config() / "programmes" / "uppsala.toml"
    changed = load_rules_file(path, programmes["jonkoping"])
    assert (changed.id, changed.rules) == ("jonkoping", programmes["uppsala"].rules)


@every(
    "text, message",
    [
        ("goals = []\n", "x.toml: goals: is unknown; allowed are clock_start, rules"),
        ("rules = 3\n", "x.toml: rules: 3 is no table; write keys in curly brackets or under a heading"),
        ('clock_start = "job_started"\n', 'x.toml: clock_start: "job_started" is not allowed; write one of '),
        ("[rules.ghq13]\noff = false\n", "x.toml: rules.ghq13: is no shared rule (did you mean ghq12?) and has"),
    ],
)
def test_a_wrong_file_of_rules_is_one_line_too(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        load_rules_file(write(tmp_path, text), load_programmes(None)["uppsala"])
    assert str(error.value).startswith(message)


MINIMAL = 'id = "x"\nname = "X"\nstarts = 2020-01-01\n'
LEG = '[[rules.new.legs]]\ntrigger = [{type = "enrolled"}]\nsatisfier = [{type = "contact_held"}]\nperiod = "1 week"\n'


def test_a_rule_without_names_is_called_by_its_id_and_its_legs_by_their_number(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text(MINIMAL + LEG + LEG, encoding="utf-8")

    rule = load_programme(path, {}).rule("new")

    assert rule is not None
    assert rule.name == "new"
    assert [leg.name for leg in rule.legs] == ["1", "2"]


def test_whoever_states_how_a_shared_rule_is_switches_it_on(tmp_path):
    folder = tmp_path / "programmes"
    folder.mkdir()
    (folder / "x.toml").write_text(MINIMAL + '[rules.team_meeting]\nescalate = "2 days"\n', encoding="utf-8")

    programmes = load_programmes(tmp_path)

    assert programmes["x"].rule("team_meeting") is not None
    assert programmes["x"].rule("psychiatry") is None
