"""Words that hold everywhere: back, skip, help, stop, start, pause, menu. Whole messages only, in every language."""

from __future__ import annotations

from functools import cache

from aiogram.types import CallbackQuery, Message

from bots.dialogues import crisis, humans, menus, mine, referral, sending
from bots.dialogues.talk import Talk
from bots.states import Human, Referral
from bots.texts.catalogue import Texts

COMMANDS = ("back", "skip", "help", "stop", "pause", "start", "menu", "later", "start-over")
_BESIDE = (Human.pause.state, Human.talking.state)


def meant(texts: Texts, text: str) -> str | None:
    """The command that a whole message is, in any language: `/stopp`, `Stopp!` and `STOP` are one."""
    return _commands(texts).get(" ".join(text.casefold().split()).strip(" .!?").removeprefix("/"))


@cache
def _commands(texts: Texts) -> dict[str, str]:
    """Every word, in every language, with the command it is."""
    return {
        word: name
        for name in COMMANDS
        for language in texts.languages
        for word in texts(language, f"words-{name}").casefold().split(", ")
    }


async def is_command(message: Message, talk: Talk) -> bool | dict[str, str]:
    """Whether the message is a command; hands it on as `command`."""
    name = meant(talk.texts, (message.text or "")[:80])
    return {"command": name} if name else False


async def on_command(_message: Message, talk: Talk, command: str) -> None:
    """A command was written."""
    await obey(talk, command)


async def pressed(query: CallbackQuery, talk: Talk) -> None:
    """A command was pressed on the page itself."""
    name = (query.data or "").partition(":")[2]
    if name in COMMANDS:
        await obey(talk, name)
    else:
        await here_we_are(talk)


async def obey(talk: Talk, command: str) -> None:
    """Do what the word says, as far as it means something here."""
    if command == "help":
        await crisis.help_text(talk)
        await here_we_are(talk)
        return
    if talk.turn.chat.staff is not None:
        await menus.staff(talk)
    elif talk.turn.chat.state in _BESIDE:
        await humans.obey(talk, command)
    elif talk.turn.chat.stream is not None:
        await mine.obey(talk, command)
    else:
        await _in_referral(talk, command)


async def _in_referral(talk: Talk, command: str) -> None:
    match command:
        case "back":
            await referral.back(talk)
        case "skip":
            await referral.skip(talk)
        case "later" | "pause" | "stop" if talk.turn.chat.programme:
            await sending.later(talk)
        case "start-over":
            await sending.start_over(talk)
        case _:
            await here_we_are(talk)


async def here_we_are(talk: Talk) -> None:
    """Never a dead end: whatever was said, the person sees where they are and what they can do."""
    chat = talk.turn.chat
    if chat.staff is not None:
        await menus.staff(talk)
    elif chat.state in _BESIDE:
        await humans.still(talk)
    elif chat.stream is not None:
        await mine.repeat(talk)
    elif chat.state is None or chat.state == Referral.programme.state:
        await sending.go_on(talk)
    else:
        await sending.repeat(talk)
