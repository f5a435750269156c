"""What is filed in the municipality's own journal, and what is not: counted, listed, ticked off."""

import re

from tests.desk.room import Colleague, Room, at


def count(colleague: Colleague) -> int:
    found = re.search(r"Inte i journalen (\d+)", colleague.says)
    return int(found[1]) if found else 0


def test_what_is_not_in_the_journal_is_counted_and_ticked_off(room: Room, anna: Colleague) -> None:
    maja = room.person()
    for mode in ("phone", "video", "office"):
        anna.fills(at(maja, "/new/contact_held"), mode=mode)
    anna.open(at(maja))
    before = count(anna)
    assert before >= 3 and "Inte fört till journalen" in anna.says, "in the header, and as a filter of the story"
    anna.open(at(maja, "/unfiled"))
    form, versions = anna.form("/unfiled/"), re.findall(r'name="entry" value="(\d+)"', anna.page.body)
    assert anna.sends(form, which="ticked").status == 422, "nothing is ticked"
    for _ in range(2):
        anna.sends(form, which="ticked", entry=versions[-2:])
    assert "Det är antecknat." in anna.says and count(anna) == before - 2
    [filed] = [event for event in room.log(maja) if event.type == "filed_in_journal"]
    assert len(filed.fact.entries) == 2 and filed.by == "coach:anna"
    anna.open(at(maja, "/unfiled"))
    shown = re.findall(r'name="shown" value="(\d+)"', anna.page.body)
    anna.sends(anna.form("/unfiled/"), which="all", shown=shown)
    assert "Allt om Maja Lind är fört till journalen." in anna.says and count(anna) == 0


def test_nothing_of_others_is_filed_by_a_forged_number(room: Room, port: int, anna: Colleague) -> None:
    maja = room.person()
    bo = room.seat(port, "coach:bo")
    bo.open("/desk")
    assert bo.sends(at(maja, "/unfiled/aaaaaaaaaaaaaaaaaaaa"), which="ticked", entry=["1"]).status in (403, 404)
    anna.fills(at(maja, "/new/contact_held"), mode="phone")
    anna.open(at(maja, "/unfiled"))
    for made_up in ("999", "-1", "x", "1e9"):
        assert anna.sends(anna.form("/unfiled/"), which="ticked", entry=[made_up]).status == 422
    assert "filed_in_journal" not in room.types(maja)
