"""The commands that pages show are commands there are, with options there are."""

from __future__ import annotations

from pathlib import Path

from tests.cases import every
from tools.reference.commands import Command, commands

from .pages import PAGES, Call, calls, name

KNOWN = {command.name: command for command in commands()}


def _command(call: Call) -> tuple[Command | None, list[str]]:
    for length in (2, 1):
        found = KNOWN.get(" ".join(call.words[:length]))
        if found is not None:
            return found, call.words[length:]
    return None, call.words


@every("page", PAGES, ids=name)
def test_every_command_shown_is_one_of_ours_with_options_of_its_own(page: Path) -> None:
    for call in calls(page):
        command, rest = _command(call)
        if command is None:
            groups = {known.partition(" ")[0] for known in KNOWN if " " in known}
            bare = (
                not rest or rest[0] in ("--help", "--version", "…", "COMMAND") or (rest[0] in groups and len(rest) == 1)
            )
            assert bare, f"no such command: {call.text}"
            continue
        _check(command, rest, call)


def _check(command: Command, rest: list[str], call: Call) -> None:
    options = {parameter.name: parameter for parameter in command.parameters if parameter.is_option}
    given, values = set(), 0
    words = iter(rest)
    for word in words:
        option, _, value = word.strip("[]").partition("=")
        if option.startswith("--"):
            assert option in options or option == "--help", f"no such option {option}: {call.text}"
            given.add(option)
            if option in options and options[option].metavar is not None and not value:
                assert next(words, None) is not None or not call.whole, f"{option} needs a value: {call.text}"
        else:
            values += 1
    arguments = [parameter for parameter in command.parameters if not parameter.is_option]
    assert values <= len(arguments), f"too many arguments: {call.text}"
    if call.whole and "--help" not in given:
        needed = {option for option, parameter in options.items() if parameter.required}
        assert needed <= given, f"lacks {', '.join(needed - given)}: {call.text}"
        assert values >= sum(argument.required for argument in arguments), f"lacks an argument: {call.text}"
