"""Erasure by role: the person asks, a supervisor decides, and only then the operator carries it out."""

from typing import Any

import pytest

from journey.domain.errors import NotAllowed
from journey.domain.events import participant as facts
from journey.domain.events.requests import ErasureDecided, ErasureRequested
from journey.domain.events.system import Erased
from journey.domain.history import History
from journey.domain.standing import erasure as standing_erasure
from services import erasure
from tests.cases import every
from tests.chat.talking import Person, Town

ANSWERS = {"granted": ("Bevilja radering", "Ja, bevilja"), "refused": ("Avslå radering", "Ja, avslå")}
BASES: tuple[Any, ...] = ("decided", "without_request", "retention")


async def asked(town: Town) -> tuple[Person, Person]:
    """A supervisor, and somebody whose case is closed and who has asked in their chat to be erased."""
    eva = await town.colleague("supervisor:eva", "Eva Ek")
    person = await town.referred()
    town.record(person.stream, facts.Declined(reason="own_wish"))
    await person.say("meny")
    for label in ("Mina uppgifter", "Be att bli raderad", "Ja, jag vill bli raderad"):
        await person.press(label)
    await town.cards()
    return eva, person


async def decided(town: Town, decision: str) -> Person:
    eva, person = await asked(town)
    await eva.press("Öppna")
    for label in ANSWERS[decision]:
        await eva.press(label)
    return person


def carry_out(town: Town, person: Person, **more: Any) -> erasure.Carried:
    return erasure.carry_out(town.journey, person.stream, "as decided", town.site.folder / "erasures.jsonl", **more)


def basis(town: Town, person: Person) -> str | None:
    """What the person's erasure rests on, as the log has it; None for somebody who is not erased."""
    return next((one.fact.basis for one in town.everything() if isinstance(one.fact, Erased)), None)


@pytest.mark.every_store
async def test_what_a_supervisor_has_granted_is_carried_out_and_says_so(town: Town) -> None:
    person = await decided(town, "granted")
    carry_out(town, person)
    assert basis(town, person) == "decided"
    assert person.row is None


@pytest.mark.every_store
async def test_a_refusal_that_stands_is_overridden_by_nobody(town: Town) -> None:
    person = await decided(town, "refused")
    town.record(person.stream, ErasureRequested(), by="participant")  # asking again does not lift it
    for on_what in BASES:
        with pytest.raises(NotAllowed, match="refused"):
            carry_out(town, person, basis=on_what)
    assert basis(town, person) is None
    town.record(person.stream, ErasureDecided(decision="granted"))
    carry_out(town, person)
    assert basis(town, person) == "decided"


async def test_who_has_asked_and_has_no_answer_yet_is_not_erased_as_if_it_were_granted(village: Town) -> None:
    _, person = await asked(village)
    with pytest.raises(NotAllowed, match="no supervisor has decided"):
        carry_out(village, person)
    assert person.row is not None


async def test_without_a_request_the_command_wants_to_be_told_so_and_records_it(village: Town) -> None:
    person = await village.referred()
    village.record(person.stream, facts.Declined(reason="own_wish"))
    with pytest.raises(NotAllowed, match="--without-request"):
        carry_out(village, person)
    carry_out(village, person, basis="without_request")
    assert basis(village, person) == "without_request"


@every(
    "told, stands",
    [
        ((), "none"),
        ((ErasureRequested(),), "asked"),
        ((ErasureDecided(decision="granted"),), "none"),
        ((ErasureRequested(), ErasureDecided(decision="granted")), "granted"),
        ((ErasureRequested(), ErasureDecided(decision="refused"), ErasureRequested()), "refused"),
        ((ErasureRequested(), ErasureDecided(decision="granted"), ErasureDecided(decision="refused")), "refused"),
    ],
)
def test_the_last_decision_stands(told: tuple[Any, ...], stands: str) -> None:
    history = History([])
    history.dealings = [type("Told", (), {"fact": fact})() for fact in told]
    assert standing_erasure(history) == stands


async def test_the_command_says_on_what_it_acted(village: Town) -> None:
    person = await decided(village, "granted")
    with village.journey.engine.store.read() as connection:
        reference = village.journey.engine.people.references(connection)[person.stream]
    assert village.site.json("erase", reference, "--reason", "granted by Eva")["basis"] == "decided"
