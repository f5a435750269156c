"""The evaluator's view (`--pseudonyms`): no id, name or word of anybody's own comes through in any list or story."""

import json

from tests.site import Site

MARK = "ZZLEAK"
PEOPLE = [
    {"type": "coach_registered", "on": "2024-01-01", "coach": f"{MARK}-coach", "fte": 1.0, "entry": f"{MARK}-0"},
    {
        "type": "referred",
        "participant": f"{MARK}-person",
        "on": "2024-01-01",
        "source": "self",
        "name": f"{MARK} name",
        "entry": f"{MARK}-1",
    },
    {
        "type": "background_recorded",
        "participant": f"{MARK}-person",
        "on": "2024-01-01",
        "gender": "woman",
        "municipality": f"{MARK}-town",
        "care_team": f"{MARK}-team",
        "incomes": [{"source": f"{MARK}-source", "payer": "FK", "amount": 1}],
        "entry": f"{MARK}-2",
    },
    {
        "type": "enrolled",
        "participant": f"{MARK}-person",
        "on": "2024-01-02",
        "coach": f"{MARK}-coach",
        "by": f"coach:{MARK}-coach",
        "entry": f"{MARK}-3",
    },
    {
        "type": "employer_contacted",
        "participant": f"{MARK}-person",
        "on": "2024-01-03",
        "recorded": "2024-02-03T12:00:00+01:00",
        "by": f"coach:{MARK}-coach",
        "employer": f"{MARK}-shop",
        "industry": f"{MARK}-industry",
        "mode": "phone",
        "who": "coach",
        "competitive": False,
        "coach": f"{MARK}-coach",
        "note": f"{MARK} note",
        "entry": f"{MARK}-4",
    },
    {
        "type": "job_started",
        "participant": f"{MARK}-person",
        "on": "2024-02-20",
        "job": f"{MARK}-job",
        "employer": f"{MARK}-shop",
        "extent": 50,
        "competitive": True,
        "job_type": f"{MARK}-type",
        "entry": f"{MARK}-5",
    },
    {
        "type": "struck",
        "participant": f"{MARK}-person",
        "on": "2024-02-21",
        "strikes": f"{MARK}-5",
        "reason": f"{MARK} wrong",
        "by": f"supervisor:{MARK}-eva",
        "entry": f"{MARK}-6",
    },
]


def test_nothing_of_anybodys_own_words_is_in_the_evaluators_view(site: Site) -> None:
    file = site.folder / "people.jsonl"
    file.write_text("\n".join(map(json.dumps, PEOPLE)) + "\n")
    site.run("import", str(file), "--programme", "uppsala", "--keep-recorded")
    site.run("sweep", "--now", "2024-04-01T08:00:00+02:00")
    lists = [
        ["participants"],
        ["deadlines"],
        ["alerts"],
        ["timeline", f"{MARK}-person"],
        ["audit", "discrepancies"],
        ["audit", "alert", f"{MARK}-person", "job_search_one_month"],
        ["replay", "--rules", "now"],
    ]
    for words in lists:
        for form in ("json", "table"):
            told = site.run(*words, "--pseudonyms", "--format", form).out
            assert told.strip()
            assert MARK not in told, (words, form)
    story = json.loads(site.run("timeline", f"{MARK}-person", "--pseudonyms", "--format", "json").out)["events"]
    [enrolled] = [event for event in story if event["type"] == "enrolled"]
    assert enrolled["by"] == f"coach:{enrolled['values']['coach']}"
    assert enrolled["by"].startswith("coach:C-")
    doubts = site.json("audit", "discrepancies", "--kind", "recorded_late", "--kind", "correction", "--pseudonyms")
    assert {one["evidence"]["by"].partition("-")[0] for one in doubts} == {"coach:C", "supervisor:S"}
