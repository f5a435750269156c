"""No programme file whatever, mutated, of odd values or of any bytes, gives anything but one plain line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journey.domain.errors import ConfigError
from journey.domain.programme import Programme
from journey.engine.loading.programmes import load_programme, load_rules_file, load_shared_rules, shipped_config

HEAD = 'id = "x"\nname = "X"\nstarts = 2020-01-01\n'
SHARED = load_shared_rules(None)
UPPSALA = load_programme(shipped_config() / "programmes" / "uppsala.toml", SHARED)
SHIPPED = [path.read_text(encoding="utf-8") for path in sorted(shipped_config().rglob("*.toml"))]
ONE_LINE = re.compile(r"x\.toml: [^\n\x85\u2028]+: [^\n\x85\u2028]+; [^\n\x85\u2028]+")
ODD_VALUES = st.sampled_from(
    [
        "nan",
        "-inf",
        "-1",
        "0",
        "1e400",
        "9" * 5000,
        "0x" + "f" * 5000,
        "true",
        '""',
        '"\\u2028\\n"',
        "[]",
        "[[[]]]",
        "{}",
    ]
    + ["{a = {a = 1}}", "1979-05-27", "0001-01-01", "9999-12-31", "07:32:00", "1979-05-27T07:32:00Z", "[1, 'a', {}]"]
    + ['"9999 years"', '"1 month"', '"enrolled"', '"referral"', '"job"', '[{type = "enrolled"}]', '{not = ["x"]}']
)
KEYS = st.sampled_from(
    ["name", "legs", "off", "warn", "escalate", "tell", "pauses", "repeat", "phases", "first_only", "calendar", "level"]
    + ['""', '"\\u2028"', '"\\n"', "legs.a", "warn.before", "tell.breach", "Off"]
)


def load_or_fail(folder: Path, content: bytes) -> None:
    """Loads the bytes as a programme and as a file of rules; anything but success or one plain line is a failure."""
    path = folder / "x.toml"
    path.write_bytes(content)
    for load in (lambda: load_programme(path, SHARED), lambda: load_rules_file(path, UPPSALA)):
        said = message_of(load)
        assert said is None or ONE_LINE.fullmatch(said), said


def message_of(load: Callable[[], Programme]) -> str | None:
    try:
        load().version()
    except ConfigError as error:
        return str(error)
    return None


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A shipped file in which some values are replaced by odd ones, or lines are lost, doubled or shuffled."""
    lines = draw(st.sampled_from(SHIPPED)).splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        change = draw(st.sampled_from(["value", "key", "lose", "double", "cut"]))
        key, sign, _value = lines[at].partition(" = ")
        if change == "value" and sign:
            lines[at] = f"{key} = {draw(ODD_VALUES)}"
        elif change == "key" and sign:
            lines[at] = lines[at].replace(key, draw(st.text('abelmnoprst_"\\', min_size=1, max_size=8)), 1)
        elif change == "lose":
            lines[at] = ""
        elif change == "double":
            lines.insert(at, draw(st.sampled_from(lines)))
        else:
            lines[at] = lines[at][: draw(st.integers(0, 60))]
    return "\n".join(lines)


few = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(content=mutated())
def test_no_mutation_of_a_shipped_file_gives_anything_but_a_config_error(tmp_path: Path, content: str) -> None:
    load_or_fail(tmp_path, content.encode())


@few
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_no_bytes_give_anything_but_a_config_error(tmp_path: Path, content: bytes) -> None:
    load_or_fail(tmp_path, content)


@few
@given(name=st.sampled_from(sorted(SHARED)), key=KEYS, value=ODD_VALUES)
def test_no_odd_value_under_a_rule_gives_anything_but_a_config_error(
    tmp_path: Path, name: str, key: str, value: str
) -> None:
    load_or_fail(tmp_path, f"{HEAD}[rules.{name}]\n{key} = {value}\n".encode())
