"""docs/reference/commands.md: every command of `journey`, from what it says of itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import typer
from typer.models import ArgumentInfo, OptionInfo

from app.cli.main import COMMANDS, STOPPED, UNEXPECTED, WRONG_USE
from journey.engine.loading.config_values import unwrap
from tools.reference.markdown import about, block, code, page, table

_METAVARS = {str: "TEXT", int: "NUMBER", Path: "PATH"}

INTRODUCTION = """\
Every command has `--help`. Data goes to stdout and messages to stderr, so that `--format json` can be piped. A
participant is named by the sender's reference; `--programme` and `--sender` are needed only where several people share
one. Where the store is and which programmes there are: see [settings.md](settings.md)."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument or option of a command; `metavar` is None for a switch."""

    name: str
    metavar: str | None
    required: bool
    default: str | None
    help: str
    is_option: bool

    def __str__(self) -> str:
        """How it stands in a line of usage."""
        text = self.name if self.metavar is None or not self.is_option else f"{self.name} {self.metavar}"
        return text if self.required else f"[{text}]"


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name after `journey`, what it does, an example, its arguments and options."""

    name: str
    about: str
    example: str
    parameters: tuple[Parameter, ...]


def commands() -> list[Command]:
    """Every command there is, those of a group by both their names."""
    app = typer.Typer()
    for name, (module, _) in COMMANDS.items():
        import_module(f"app.cli.{module}").add(app, name)
    order = list(COMMANDS)
    return sorted(_commands(app), key=lambda command: order.index(command.name.partition(" ")[0]))


def _commands(app: typer.Typer, prefix: str = "") -> Iterator[Command]:
    for info in app.registered_commands:
        if info.callback is not None:
            yield _command(f"{prefix}{info.name}", info.callback)
    for group in app.registered_groups:
        if group.typer_instance is not None:
            yield from _commands(group.typer_instance, f"{prefix}{group.name} ")


def _command(name: str, callback: Callable[..., Any]) -> Command:
    text, _, example = about(callback).partition("Example: ")
    hints = get_type_hints(callback, include_extras=True)
    parameters = (_parameter(p, hints[p.name]) for p in inspect.signature(callback).parameters.values())
    return Command(name, text.strip(), example.strip(), tuple(parameters))


def _parameter(parameter: inspect.Parameter, hint: Any) -> Parameter:
    kind, info = _split(hint)
    required = parameter.default is inspect.Parameter.empty
    default = None if required or parameter.default in (None, False) else str(parameter.default)
    if isinstance(info, ArgumentInfo):
        return Parameter(parameter.name.upper(), "", required, default, info.help or "", is_option=False)
    metavar = None if kind is bool else info.metavar or _metavar(kind)
    return Parameter(_option(parameter.name, info), metavar, required, default, info.help or "", is_option=True)


def _option(name: str, info: OptionInfo) -> str:
    declared = [text for text in (info.default, *(info.param_decls or ())) if isinstance(text, str)]
    return ", ".join(declared) or "--" + name.replace("_", "-")


def _split(hint: Any) -> tuple[Any, Any]:
    """The plain type of a parameter, and what typer was told of it."""
    while get_origin(hint) is not Annotated:  # Optional around an alias
        hint = next(part for part in get_args(hint) if part is not type(None))
    info = next(part for part in get_args(hint)[1:] if isinstance(part, ArgumentInfo | OptionInfo))
    return unwrap(hint)[0], info


def _metavar(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "|".join(str(member.value) for member in kind)
    if get_origin(kind) is list:
        return _metavar(get_args(kind)[0])
    return _METAVARS.get(kind, "TEXT")


def markdown() -> str:
    """The whole page."""
    parts = [INTRODUCTION, "## Exit codes", _exit_codes()]
    for command in commands():
        parts += _section(command)
    return page("Commands", "app/cli/", *parts)


def _exit_codes() -> str:
    codes = {
        0: "Done.",
        1: "The check that the command makes failed: `replay` found differences, `doctor` something that is not right.",
        WRONG_USE: "Wrong use or wrong input: one line on stderr says what, and what is allowed.",
        UNEXPECTED: "A fault of the program itself: one line on stderr says where; please report it.",
        STOPPED: "Stopped from the keyboard.",
    }
    return table(("code", "meaning"), ((str(number), meaning) for number, meaning in codes.items()))


def _section(command: Command) -> Iterator[str]:
    yield f"## {code('journey ' + command.name)}"
    yield command.about
    yield block("text", " ".join(["journey", command.name, *(str(p) for p in command.parameters)]))
    if command.parameters:
        rows = ((code(_named(p)), _required(p), p.help) for p in command.parameters)
        yield table(("argument or option", "", "meaning"), rows)
    yield "Example:"
    yield block("sh", command.example)


def _named(parameter: Parameter) -> str:
    return f"{parameter.name} {parameter.metavar}".strip() if parameter.metavar else parameter.name


def _required(parameter: Parameter) -> str:
    if parameter.required:
        return "required"
    return f"otherwise {code(parameter.default)}" if parameter.default else ""
