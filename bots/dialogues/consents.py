"""My consents: given and taken back with effect at once. Partners are asked about at the first meeting."""

from __future__ import annotations

from typing import get_args

from bots.dialogues import menus
from bots.dialogues.talk import Talk
from journey.domain import standing
from journey.domain.events import Fact
from journey.domain.events import participant as facts
from services.people import Person


async def show(talk: Talk, person: Person, _: str) -> None:
    """Which consents stand, and which may be given here."""
    standing_now = standing.consents(person.history, person.day)
    lines = [f"• {_called(talk, party)}" for party in sorted(standing_now)]
    rows = [
        [
            talk.choice(
                f"mine:consent:withdraw:{party}",
                "consent-withdraw",
                party=_called(talk, party),
            )
        ]
        for party in sorted(standing_now)
    ]
    if "chat_reminders" not in standing_now:
        rows.append([talk.choice("mine:consent:give:chat_reminders", "consent-give-reminders")])
    text = talk.text("consents-some" if lines else "consents-none") + "\n" + "\n".join(lines)
    await talk.say_plainly(
        f"{text.strip()}\n\n{talk.text('consents-partners')}", *rows, [talk.choice("mine:menu", "button-back")]
    )


def _called(talk: Talk, party: str) -> str:
    return talk.text(f"party-{party.replace('_', '-')}")


async def act(talk: Talk, person: Person, choice: str) -> None:
    """Give or take back one."""
    what, _, party = choice.partition(":")
    if party not in get_args(facts.Party) or (what == "give" and party != "chat_reminders"):
        await menus.mine(talk, "stale")
        return
    fact: Fact = facts.ConsentWithdrawn(party=party)  # type: ignore[arg-type]  # checked above
    if what == "give":
        fact = facts.ConsentGiven(party="chat_reminders")
    await talk.ask(talk.office.record, person.stream, person.programme.id, "participant", (talk.turn.entry, fact))
    await talk.say(
        f"consent-{'given' if what == 'give' else 'withdrawn'}-done",
        party=_called(talk, party),
    )
    await menus.mine(talk, "mine-more")
