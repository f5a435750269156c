"""A questionnaire that is due is asked in the person's chat by one press, once, and only while they want it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from journey.domain.events import participant as facts
from journey.domain.events.messages import MessagesPaused
from tests.chat.talking import programme, town_of
from tests.desk.room import Colleague, Room, at, labels
from tests.desk.test_messages import chat_of
from tests.histories import shipped
from tests.site import make_site

FORM = f"items = {[f'Fråga nummer {number}?' for number in range(1, 13)]}\nanswers = ['Nej', 'Ibland', 'Ja']\n"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Colleagues of a programme that asks GHQ-12, whose texts are here."""
    rules = tuple(rule for rule in shipped()["uppsala"].rules if rule.id == "ghq12")
    known = msgspec.structs.replace(programme(), rules=(*programme().rules, *rules))
    (tmp_path / "questionnaires").mkdir()
    (tmp_path / "questionnaires" / "ghq12.toml").write_text(FORM, encoding="utf-8")
    with town_of(make_site(tmp_path / "asking"), known) as town:
        town.office.config = tmp_path
        yield Room(town)


async def test_a_press_puts_it_in_the_chat_once_and_the_answers_come_back(room: Room, anna: Colleague) -> None:
    stream = room.person(facts.ConsentGiven(party="chat_reminders"))
    maja = chat_of(room, stream)
    anna.open(at(stream, "/questionnaires"))
    form = anna.form("/questionnaires/")
    for _ in range(2):
        anna.sends(form, instrument="ghq12", moment="start")
    assert [event.type for event in room.log(stream)].count("questionnaire_sent") == 1
    assert maja.text().count("?") == 1 and "Skickat, väntar på svar" in anna.says
    await maja.press("Svara på frågor")
    for _ in range(12):
        await maja.press("Nej")
    anna.open(at(stream, "/questionnaires"))
    assert "Skickat, väntar på svar" not in anna.says and "GHQ-12 vid starten 0" in anna.says


def test_who_wants_no_messages_by_then_is_not_asked(room: Room, anna: Colleague) -> None:
    stream = room.person(facts.ConsentGiven(party="chat_reminders"))
    chat_of(room, stream)
    anna.open(at(stream, "/questionnaires"))
    form = anna.form("/questionnaires/")
    room.town.record(stream, MessagesPaused(how="stop"))
    answer = anna.sends(form, instrument="ghq12", moment="start")
    assert answer.status == 409 and "Det gick inte att fråga i chatten" in anna.says
    assert room.log(stream)[-1].type == "messages_paused"
    anna.open(at(stream, "/questionnaires"))
    assert "Fråga i chatten" not in " ".join(labels(anna.page))
