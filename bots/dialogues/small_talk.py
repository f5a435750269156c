"""Greetings and courtesies: they answer nothing, so they get a kind word, and what was asked stands there again."""

from __future__ import annotations

from aiogram.types import Message

from bots.dialogues import referral
from bots.dialogues.questions import REFERRAL
from bots.dialogues.talk import Talk
from bots.dialogues.vocabulary import phrases, plain
from bots.dialogues.words import here_we_are
from bots.states import Human, Mine, Staff
from bots.texts.catalogue import Texts
from journey.engine.chats.messages import Message as Said

KINDS = ("farewell", "greeting", "thanks", "fine", "lost", "unknowing")
"""What small talk there is; a text of several kinds is the first that it holds of these."""
_TO_HUMANS = (Human.pause.state, Human.talking.state, Mine.talking.state, Staff.replying.state, Staff.words.state)
"""What is written here is for a human, or a note of one's own."""
_MENUS = (None, Mine.menu.state, Staff.menu.state)


def kind_of(texts: Texts, text: str) -> str | None:
    """Which small talk a whole message is, in any language; None where it says anything else."""
    said = plain(text)
    known = {kind: phrases(texts, kind) for kind in KINDS}
    if whole := next((kind for kind in KINDS if said in known[kind]), None):
        return whole
    words = said.split()
    if not words or not all(any(word in known[kind] for kind in KINDS) for word in words):
        return None
    return next(kind for kind in KINDS if not known[kind].isdisjoint(words))


async def is_small_talk(message: Message, talk: Talk) -> bool | dict[str, str]:
    """Whether a message is small talk where it can be nothing else; hands its kind on."""
    text = message.text or ""
    kind = None if talk.turn.chat.state in _TO_HUMANS else kind_of(talk.texts, text[:80])
    return {"small": kind} if kind is not None and not _answers(talk, text) else False


def _answers(talk: Talk, text: str) -> bool:
    """Whether it is a ready answer to the open question: `okej` is a yes, `jag vet inte` is unsure."""
    state, _, name = (talk.turn.chat.state or "").partition(":")
    step = REFERRAL.step(name) if state == "Referral" and talk.turn.chat.programme else None
    return step is not None and referral.matching(talk, step, text) is not None


async def answer(_message: Message, talk: Talk, small: str) -> None:
    """A kind word; then whatever was asked, as it stood."""
    await talk.say(f"small-{small}")
    asked = talk.turn.asked
    if asked is None or talk.turn.chat.state in _MENUS:
        await here_we_are(talk)
    else:
        talk.turn.said.append(_again(asked))


def _again(asked: Said) -> Said:
    """The same words and buttons once more, as much about somebody as they were."""
    return Said(
        "bot",
        asked.text,
        asked.keyboard,
        style=asked.style,
        key=asked.key,
        mentions=asked.mentions,
        coded=asked.coded,
    )
