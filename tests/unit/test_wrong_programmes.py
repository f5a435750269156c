"""Every way a programme file can be wrong: one exact line for each, and never a crash."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from journey.domain import events
from journey.domain.errors import ConfigError
from journey.domain.events.codes import Party
from journey.domain.settings import GOAL_COHORTS
from journey.engine.loading.programmes import load_programme, load_shared_rules, shipped_config
from tests.cases import every

HEAD = 'id = "x"\nname = "X"\nstarts = 2020-01-01\n'
NEW_RULE = HEAD + '[rules.new]\nname = "N"\n'
ACTION = '[[rules.new.legs]]\ntrigger = [{type = "action_agreed"}]\nsatisfier = [{type = "action_done"}]\n'
LEG = '[[rules.new.legs]]\ntrigger = [{type = "enrolled"}]\nsatisfier = [{type = "contact_held"}]\nperiod = "1 week"\n'

PERIODS = "write a number and one of days, working days, weeks, months, years"
CODE = "write up to 40 small letters a-z, digits, hyphens and underscores"
RULE_ID = CODE.replace("40", "60")
TYPES = ", ".join(events.ENTRY_TYPES)
PARTIES = ", ".join(get_args(Party))
SHARED = load_shared_rules(None)
UPPSALA = load_programme(shipped_config() / "programmes" / "uppsala.toml", SHARED)
RULES = ", ".join(SHARED)
TOP = (
    "id, name, starts, clock_start, ends, capacity, valid_from, rules, about, description, provider, municipalities, conditions, goals, "
    "code_lists, spellings, pause_policy, quiet_hours, working_days_only, reminder_before, contact_channels, human_contact, "
    "duty, meetings, questionnaires, party_names, cost_year, completed, outside_population"
)

# A file, and what is said of it after its name.
# broken up, the messages could not be found by searching for them

WRONG = [
    (
        HEAD.replace('id = "x"', "id = x"),
        'line 1, column 6: is no TOML (Invalid value); write lines such as name = "value"',
    ),
    (HEAD + "goals = [", 'end of file: is no TOML (Invalid value); write lines such as name = "value"'),
    (
        HEAD + 'name = "Y"\n',
        'line 4, column 11: is no TOML (Cannot overwrite a value); write lines such as name = "value"',
    ),
    (
        HEAD.replace("01-01", "02-30"),
        'line 3, column 10: is no TOML (Invalid date or datetime); write lines such as name = "value"',
    ),
    (HEAD.replace('id = "x"\n', ""), f"id: is missing; {CODE}"),
    (HEAD.replace('name = "X"\n', ""), "name: is missing; write a text on one line"),
    (
        HEAD.replace("starts = 2020-01-01\n", ""),
        "starts: is missing; write a date from 1900 to 2200 such as 2017-01-01",
    ),
    (HEAD.replace('"x"', '"Jönköping"'), f'id: "Jönköping" is not allowed; {CODE}'),
    (
        HEAD.replace('"x"', '"' + "x" * 41 + '"'),
        f'id: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" is not allowed; {CODE}',
    ),
    (HEAD.replace('"X"', '"two\\nlines"'), 'name: "two\\nlines" is not allowed; write a text on one line'),
    (
        HEAD.replace("2020-01-01", '"2020-01-01"'),
        'starts: "2020-01-01" is not allowed; write a date from 1900 to 2200 such as 2017-01-01',
    ),
    (
        HEAD.replace("2020-01-01", "2020-01-01T08:00:00"),
        "starts: 2020-01-01 08:00:00 is not allowed; write a date from 1900 to 2200 such as 2017-01-01",
    ),
    (
        HEAD.replace("2020-01-01", "0020-01-01"),
        "starts: 0020-01-01 is not allowed; write a date from 1900 to 2200 such as 2017-01-01",
    ),
    (HEAD + "colour = 1\n", f"colour: is unknown; allowed are {TOP}"),
    (HEAD + "capasity = {per_fte = 20}\n", f"capasity: is unknown (did you mean capacity?); allowed are {TOP}"),
    (HEAD + "capacity = {per_fte = -1}\n", "capacity.per_fte: -1 is not allowed; write a number above 0"),
    (HEAD + "capacity = {per_fte = nan}\n", "capacity.per_fte: nan is not allowed; write a number above 0"),
    (HEAD + "capacity = {budgeted_fte = inf}\n", "capacity.budgeted_fte: inf is not allowed; write a number above 0"),
    (HEAD + "capacity = {places = 1.5}\n", "capacity.places: 1.5 is not allowed; write a whole number above 0"),
    (HEAD + "capacity = {places = true}\n", "capacity.places: true is not allowed; write a whole number above 0"),
    (
        HEAD + "capacity = {per_fte = 1" + "0" * 400 + "}\n",
        "capacity.per_fte: so large a number is not allowed; write a number above 0",
    ),
    (HEAD + "capacity = 20\n", "capacity: 20 is no table; write keys in curly brackets or under a heading"),
    (
        HEAD + 'clock_start = "job_started"\n',
        'clock_start: "job_started" is not allowed; write one of referred, enrolled, coach_assigned, profile_completed, plan_agreed',
    ),
    (
        HEAD + 'contact_channels = ["telegraf"]\n',
        'contact_channels[0]: "telegraf" is not allowed (did you mean telegram?); write one of webchat, phone, paper, telegram',
    ),
    (HEAD + "reminder_before = 0\n", "reminder_before: 0 is not allowed; write a whole number from 1 to 168"),
    (
        HEAD + 'quiet_hours = {from = "24:00", to = "08:00"}\n',
        'quiet_hours.from: "24:00" is not allowed; write a time such as 08:00',
    ),
    (HEAD + 'quiet_hours = {from = "20:00"}\n', "quiet_hours.to: is missing; write a time such as 08:00"),
    (
        HEAD + "conditions = {min_age = 30, max_age = 20}\n",
        "conditions.max_age: 20 is below min_age; write an age of at least 30",
    ),
    (HEAD + '[[goals]]\nid = "a"\n', "goals[0].text: is missing; write a text of at most 2000 characters"),
    (
        HEAD + '[[goals]]\nid = "a"\ntext = "A"\n[[goals]]\nid = "a"\ntext = "B"\n',
        'goals[1].id: "a" is used twice; write another id',
    ),
    (
        HEAD + 'goals = [{id = "a", text = "A", since = 2019-01-02, reached_by = 2019-01-01}]',
        "goals[0].since: 2019-01-02 is after reached_by; write a day by 2019-01-01",
    ),
    (
        HEAD + 'goals = [{id = "a", text = "A", until = 2019-01-02, reached_by = 2019-01-01}]',
        "goals[0].until: 2019-01-02 is after reached_by; write a day by 2019-01-01",
    ),
    (
        HEAD + 'goals = [{id = "a", text = "A", cohort = "complete"}]',
        'goals[0].cohort: "complete" is unknown (did you mean completed?); write ' + ", ".join(GOAL_COHORTS),
    ),
    (
        HEAD + 'goals = [{id = "a", text = "A", min_extent = 0}]',
        "goals[0].min_extent: 0 is not allowed; write percent of full time, above 0 and up to 100",
    ),
    (
        HEAD + '[party_names]\nsocial_insurence = "FK"',
        f"party_names.social_insurence: is unknown (did you mean social_insurance?); allowed are {PARTIES}",
    ),
    (
        HEAD + '[party_names]\nsus = "FK"\npsychiatry = "FK"',
        'party_names.psychiatry: "FK" is another party\'s name too; write a name of its own',
    ),
    (
        HEAD + 'municipalities = "Uppsala"\n',
        'municipalities: "Uppsala" is not allowed; write a list in square brackets, each item a text on one line',
    ),
    (HEAD + "rules = []\n", "rules: a list is no table; write keys in curly brackets or under a heading"),
    (
        HEAD + "[rules]\nghq12 = true\n",
        "rules.ghq12: true is no table; write keys in curly brackets or under a heading",
    ),
    (
        HEAD + "[rules.ghq13]\noff = false\n",
        f"rules.ghq13: is no shared rule (did you mean ghq12?) and has no legs; write [[rules.ghq13.legs]], or one of the shared rules: {RULES}",
    ),
    (HEAD + '[rules."New Rule"]\nname = "N"\n', f'rules."New Rule": "New Rule" is not allowed; {RULE_ID}'),
    (HEAD + "[rules.ghq12]\noff = 0\n", "rules.ghq12.off: 0 is not allowed; write true or false"),
    (
        HEAD + "[rules.ghq12]\nof = false\n",
        "rules.ghq12.of: is unknown (did you mean off?); allowed are legs, name, off, level, warn, escalate, pauses, tell, repeat, phases, first_only, calendar, again",
    ),
    (
        HEAD + "[rules.job_search_one_month]\nwarn = {}\n",
        'rules.job_search_one_month.warn: needs exactly one of before and after_start; write one, such as {before = "7 days"}',
    ),
    (
        HEAD + '[rules.job_search_one_month]\nwarn = {before = "1 day", after_start = "1 day"}\n',
        'rules.job_search_one_month.warn: needs exactly one of before and after_start; write one, such as {before = "7 days"}',
    ),
    (
        HEAD + '[rules.job_search_one_month]\nwarn = "1 day"\n',
        'rules.job_search_one_month.warn: "1 day" is no table; write keys in curly brackets or under a heading',
    ),
    (
        HEAD + "[rules.job_search_one_month]\nescalate = 7\n",
        f"rules.job_search_one_month.escalate: 7 is no period; {PERIODS}",
    ),
    (
        HEAD + '[rules.job_search_one_month]\ntell = {breach = ["coatch"]}\n',
        'rules.job_search_one_month.tell.breach[0]: "coatch" is not allowed (did you mean coach?); write one of coach, responsible, supervisor',
    ),
    (
        HEAD + '[rules.fidelity_review]\ntell = {breach = ["coach"]}\n',
        'rules.fidelity_review.tell.breach: "coach" is not allowed in a rule of the programme; write supervisor',
    ),
    (
        HEAD + '[rules.fidelity_review]\nphases = ["intake"]\n',
        "rules.fidelity_review.phases: is for participants' rules only: a programme has no phases; leave it out",
    ),
    (
        HEAD + '[rules.fidelity_review]\nlevel = "participant"\n',
        'rules.fidelity_review.level: "participant" does not fit its satisfiers; leave it out, or write programme',
    ),
    (
        HEAD + '[rules.contact_rhythm]\nphases = ["placement"]\n',
        'rules.contact_rhythm.phases[0]: "placement" is not allowed (did you mean job_placement?); write one of intake, engagement, assessment, job_placement, coaching, follow_along',
    ),
    (
        HEAD + "[rules.follow_along]\nrepeat = false\n",
        "rules.follow_along.legs[0].steps: change how often a rule repeats, and this one does not; write repeat = true in the rule",
    ),
    (
        HEAD + '[rules.monthly_report]\ncalendar = "weekly"\n',
        'rules.monthly_report.calendar: "weekly" is not allowed; write months as numbers, such as [4, 8, 12], or "monthly"',
    ),
    (
        HEAD + "[rules.monthly_report]\ncalendar = [13]\n",
        "rules.monthly_report.calendar[0]: 13 is not allowed; write a whole number from 1 to 12",
    ),
    (
        HEAD + "[rules.monthly_report]\nrepeat = true\n",
        "rules.monthly_report.repeat: does not go with calendar, which opens by itself; leave one of them out",
    ),
    (
        NEW_RULE,
        f"rules.new: is no shared rule and has no legs; write [[rules.new.legs]], or one of the shared rules: {RULES}",
    ),
    (NEW_RULE + "legs = []\n", "rules.new.legs: is empty; write at least one [[rules.new.legs]]"),
    (
        NEW_RULE + "calendar = [1]\n" + LEG,
        "rules.new.calendar: is for the programme's own reports only; write a trigger in each leg",
    ),
    (NEW_RULE + LEG.replace("1 week", "1 mont"), f'rules.new.legs[0].period: "1 mont" is no period; {PERIODS}'),
    (NEW_RULE + LEG.replace("1 week", "-1 week"), f'rules.new.legs[0].period: "-1 week" is no period; {PERIODS}'),
    (NEW_RULE + LEG.replace("1 week", "12345 days"), f'rules.new.legs[0].period: "12345 days" is no period; {PERIODS}'),
    (
        NEW_RULE + "repeat = true\n" + LEG.replace("1 week", "0 days"),
        'rules.new.legs[0].period: "0 days" would repeat for ever on one day; write at least 1 day',
    ),
    (
        NEW_RULE + LEG + "perod = 1\n",
        "rules.new.legs[0].perod: is unknown (did you mean period?); allowed are satisfier, period, trigger, name, offset, lead, same, until, steps, outlives, count, since, due_key",
    ),
    (
        NEW_RULE + LEG.replace('period = "1 week"\n', ""),
        "rules.new.legs[0].period: is missing; write a period such as 7 days",
    ),
    (
        NEW_RULE + LEG + 'due_key = "due"\n',
        'rules.new.legs[0].due_key: "due" is no key of the trigger that holds a day; leave it out',
    ),
    (
        NEW_RULE + ACTION + 'due_key = "dew"\n',
        'rules.new.legs[0].due_key: "dew" is no key of the trigger that holds a day; write one of due',
    ),
    (
        NEW_RULE + "repeat = true\n" + ACTION + 'due_key = "due"\n',
        "rules.new.repeat: does not go with due_key, which names one day; leave one of them out",
    ),
    (
        NEW_RULE + ACTION + 'due_key = "due"\noffset = "1 week"\n',
        "rules.new.legs[0].offset: does not go with due_key, which names one day; leave one of them out",
    ),
    (
        NEW_RULE + 'again = "4 wk"\n' + LEG,
        f'rules.new.again: "4 wk" is no period; {PERIODS}',
    ),
    (
        NEW_RULE + 'again = "0 days"\n' + LEG,
        'rules.new.again: "0 days" would tell for ever on one day; write at least 1 day',
    ),
    (
        NEW_RULE + 'tell = {breach = ["responsible"]}\n' + LEG,
        'rules.new.tell.breach: "responsible" needs triggers that say who that is, such as action_agreed; write coach',
    ),
    (
        NEW_RULE + 'tell = {breach = ["coach", "responsible"]}\n' + ACTION + 'due_key = "due"\n',
        "rules.new.tell.breach: names coach and responsible, who stands in the coach's place; write one of them",
    ),
    (
        HEAD + "ends = 2019-12-31\n",
        "ends: 2019-12-31 is before starts; write a day from 2020-01-01",
    ),
    (
        NEW_RULE + LEG.replace("contact_held", "contact_hold"),
        f'rules.new.legs[0].satisfier[0].type: "contact_hold" is no entry type (did you mean contact_held?); allowed are {TYPES}',
    ),
    (
        NEW_RULE + LEG.replace('{type = "contact_held"}', ""),
        'rules.new.legs[0].satisfier: is empty; write what fulfils the rule, such as [{type = "contact_held"}]',
    ),
    (
        NEW_RULE + LEG.replace('{type = "enrolled"}', ""),
        "rules.new.legs[0].trigger: is missing; write what opens the rule",
    ),
    (
        NEW_RULE + LEG.replace("contact_held", "meeting_held"),
        "rules.new.legs: mixes a participant's entry types with the programme's own; write one kind only",
    ),
    (
        NEW_RULE + LEG.replace('"contact_held"}', '"contact_held", where = {mod = "phone"}}'),
        "rules.new.legs[0].satisfier[0].where.mod: is unknown (did you mean mode?); allowed are by, mode, place, activity, minutes, with, coach",
    ),
    (
        NEW_RULE + LEG.replace('"contact_held"}', '"contact_held", where = {mode = "phon"}}'),
        'rules.new.legs[0].satisfier[0].where.mode: "phon" is not allowed (did you mean phone?); write one of meeting, phone, message, email, video',
    ),
    (
        NEW_RULE + LEG.replace('"contact_held"}', '"contact_held", where = {mode = []}}'),
        "rules.new.legs[0].satisfier[0].where.mode: is an empty list; write at least one value",
    ),
    (
        NEW_RULE + LEG.replace('"contact_held"}', '"contact_held", where = {mode = {not = "phone"}}}'),
        "rules.new.legs[0].satisfier[0].where.mode.not: is no list; write the values that do not count, such as {not = [...]}",
    ),
    (
        NEW_RULE + LEG.replace('"contact_held"}', '"contact_held", where = {mode = {none = ["phone"]}}}'),
        "rules.new.legs[0].satisfier[0].where.mode.none: is unknown; allowed are not",
    ),
    (
        NEW_RULE + LEG.replace('"contact_held"}', '"contact_held", where = {by = "coach:anna"}}'),
        'rules.new.legs[0].satisfier[0].where.by: "coach:anna" is not allowed (did you mean coach?); write one of participant, coach, supervisor, system',
    ),
    (
        NEW_RULE + LEG.replace('"contact_held"}', '"job_started", where = {competitive = "yes"}}'),
        'rules.new.legs[0].satisfier[0].where.competitive: "yes" is not allowed; write true or false',
    ),
    (
        NEW_RULE + LEG.replace('"contact_held"}', '"job_started", where = {extent = nan}}'),
        "rules.new.legs[0].satisfier[0].where.extent: nan is not allowed; write a number from 0 to 200",
    ),
    (
        NEW_RULE + LEG.replace('"contact_held"}', '"discharged", where = {note = "x"}}'),
        "rules.new.legs[0].satisfier[0].where.note: is unknown; allowed are by, reason",
    ),
    (
        NEW_RULE + LEG.replace('"enrolled"', '"referred", where = {phone = "0"}'),
        "rules.new.legs[0].trigger[0].where.phone: is unknown; allowed are by, source, language, identity",
    ),
    (
        NEW_RULE + LEG + 'lead = "enrolment"\n',
        'rules.new.legs[0].lead: "enrolment" is not allowed; write a period such as 2 weeks, or "referral"',
    ),
    (NEW_RULE + LEG + "count = 0\n", "rules.new.legs[0].count: 0 is not allowed; write a whole number from 1 to 100"),
    (
        NEW_RULE + LEG + 'same = "job"\n',
        'rules.new.legs[0].same: "job" is no key that trigger and satisfier or until both have; write one of coach',
    ),
    (
        NEW_RULE + LEG + 'name = "a"\n' + LEG + 'name = "a"\n',
        'rules.new.legs[1].name: "a" is used twice; write another name',
    ),
    (NEW_RULE + LEG + 'name = "a:b"\n', f'rules.new.legs[0].name: "a:b" is not allowed; {RULE_ID}'),
    (
        NEW_RULE
        + "repeat = true\n"
        + LEG
        + 'steps = [{every = "1 day", within = "1 month"}, {every = "1 day", within = "4 weeks"}]\n',
        'rules.new.legs[0].steps[1].within: "4 weeks" is not after the step before; write a longer one',
    ),
    (
        NEW_RULE + "repeat = true\n" + LEG + 'steps = [{every = "0 days", within = "1 month"}]\n',
        'rules.new.legs[0].steps[0].every: "0 days" is too short; write at least 1 day',
    ),
    (
        NEW_RULE + LEG.replace("contact_held", "partner_contacted"),
        "rules.new.legs[0].satisfier[0].type: partner_contacted is about a person, not with them: it settles nothing; write another type",
    ),
    (
        NEW_RULE + LEG.replace("contact_held", "clock_start"),
        'rules.new.legs[0].satisfier[0].type: "clock_start" is for triggers only; write an entry type, such as enrolled',
    ),
    (
        NEW_RULE + '[[rules.new.legs]]\nsatisfier = [{type = "work_wish_asked"}]\nperiod = "1 week"\n',
        "rules.new.legs[0].trigger: is missing; write what opens the rule, or repeat = true, or a calendar",
    ),
    (
        NEW_RULE
        + 'calendar = [1]\n[[rules.new.legs]]\ntrigger = [{type = "coach_left"}]\nsatisfier = [{type = "work_wish_asked"}]\nperiod = "1 week"\n',
        "rules.new.legs[0].trigger: does not go with calendar, which opens by itself; leave one of them out",
    ),
    (
        NEW_RULE
        + 'repeat = true\n[[rules.new.legs]]\nlead = "referral"\nsatisfier = [{type = "work_wish_asked"}]\nperiod = "1 week"\n',
        'rules.new.legs[0].lead: "referral" is for participants\' rules only; write a period',
    ),
    (HEAD + '"a\\nb" = 1\n', f'"a\\nb": is unknown; allowed are {TOP}'),
]


@every("text, message", WRONG)
def test_a_wrong_file_is_told_in_one_exact_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_programme(path, SHARED)
    assert str(error.value) == f"x.toml: {message}"


@every(
    "content, message",
    [
        (HEAD.encode() + 'description = "ö"'.encode("latin-1"), "line 4: is not UTF-8; save the file as UTF-8"),
        (HEAD.encode("utf-16"), "line 1: is not UTF-8; save the file as UTF-8"),
        (b"a = " + b"[" * 20_000, "file: is nested too deeply; write fewer brackets within brackets"),
        (b"#" * 1_000_001, "file: is 1,000,001 bytes long; allowed are 1,000,000"),
    ],
)
def test_a_file_that_is_no_text_of_ours_is_told_so(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as error:
        load_programme(path, SHARED)
    assert str(error.value) == f"x.toml: {message}"


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load_programme(tmp_path / "x.toml", SHARED)
    assert str(error.value) == "x.toml: file: cannot be read (No such file or directory); name a file that is there"
