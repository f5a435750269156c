"""My consents: given and taken back with effect at once. Partners are asked about at the first meeting."""

from __future__ import annotations

from bots.dialogues import menus
from bots.dialogues.talk import Talk
from journey.domain import standing
from services import wishes
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
    if wishes.REMINDERS not in standing_now:
        rows.append([talk.choice("mine:consent:give:chat_reminders", "consent-give-reminders")])
    text = talk.text("consents-some" if lines else "consents-none") + "\n" + "\n".join(lines)
    await talk.say_plainly(
        f"{text.strip()}\n\n{talk.text('consents-partners')}", *rows, [talk.choice("mine:menu", "button-back")]
    )


def _called(talk: Talk, party: str) -> str:
    return talk.text(f"party-{party.replace('_', '-')}")


async def act(talk: Talk, person: Person, choice: str) -> None:
    """Give one; or take one back, once it was asked whether that is meant."""
    what, _, rest = choice.partition(":")
    party, _, sure = rest.partition(":")
    given, entry = what == "give", talk.turn.entry
    if not given and party in standing.consents(person.history, person.day) and sure != "yes":
        await talk.say(
            "consent-withdraw-sure",
            [talk.choice(f"mine:consent:withdraw:{party}:yes", "consent-withdraw-yes")],
            [talk.choice("mine:consents", "button-back")],
            party=_called(talk, party),
        )
        return
    await talk.ask(wishes.set_consent, talk.office, talk.actor, person, party, entry, given=given)
    await talk.say(f"consent-{'given' if given else 'withdrawn'}-done", party=_called(talk, party))
    await menus.mine(talk, "mine-more")
