"""What one press on Save costs: how often the log is read for it, and how often a history is made of what was read."""

from collections import Counter

import pytest

from bots.web.inbox import Said
from journey.domain.events import participant as facts
from journey.domain.history import History
from journey.engine.log import Log
from tests.chat.talking import SECRET, Person, Town

EMPLOYER = (f"Alva {SECRET}", "Arbetsgivarkontakt", "En annan", "ICA Maxi", "Besök", "Jag", "Ja", "Ja")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts the real calls, wherever they come from."""
    calls = Counter[str]()
    load, make = Log.load, History.__init__

    def loading(self: Log, *args: object, **more: object) -> object:
        calls["loads"] += 1
        return load(self, *args, **more)  # type: ignore[arg-type]  # as they came

    def making(self: History, *args: object, **more: object) -> None:
        calls["histories"] += 1
        make(self, *args, **more)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(Log, "load", loading)
    monkeypatch.setattr(History, "__init__", making)
    return calls


async def _ready_to_save(coach: Person) -> None:
    await coach.press("Mina deltagare")
    for label in EMPLOYER:
        await coach.reply(label)


async def test_saving_an_employer_contact_reads_the_log_twice_at_most(village: Town, counted: Counter[str]) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    await _ready_to_save(coach)
    save, before = coach.button("Spara"), coach.row.seq
    counted.clear()
    await coach.take(Said(coach.nonce(), press=save))
    walk = Counter(counted)  # of the turn alone: looking at the answer reads as well
    said = coach.answer(before)
    assert "✓ Första arbetsgivarkontakten inom en månad: klart." in said
    assert person.types()[-1] == "employer_contacted"
    assert 1 <= walk["loads"] <= 2
    assert 1 <= walk["histories"] <= 2


async def test_where_somebody_else_wrote_first_the_log_is_read_again_and_both_are_kept(
    village: Town, counted: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    await _ready_to_save(coach)
    append, rivals = Log.append, [True]

    def after_a_rival(self: Log, events: object) -> None:
        if rivals.pop() if rivals else False:
            village.record(person.stream, facts.ContactHeld(mode="phone"))
        append(self, events)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(Log, "append", after_a_rival)
    assert "Sparat." in await coach.press("Spara")
    assert person.types()[-2:] == ["contact_held", "employer_contacted"]
    rows = [row for row in village.office.deadlines(village.office.person(person.stream)) if row.status == "met"]
    assert any(row.rule == "job_search_one_month" for row in rows)
