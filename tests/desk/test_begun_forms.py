"""What is written in a form is there until it is sent, thrown away or a day old; it is its writer's alone, and sealed."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from journey.domain.events import participant as facts
from journey.engine import tables
from journey.engine.backup import restore_backup, write_backup
from journey.engine.erasure import erase
from journey.engine.form_drafts import FormDrafts
from journey.engine.store import Store
from journey.engine.vault import Vault, key_of_drafts
from services import drafts
from services.permissions import Actor
from tests.chat.browsing import Answer
from tests.chat.talking import PROGRAMME, SECRET
from tests.desk.room import Colleague, Room, at, labels

DRAFT = "abcdefghijklmnop"


def begun(room: Room) -> list[tuple[str, str]]:
    """Which forms the store holds: of what, and whose."""
    with room.town.journey.engine.store.read() as connection:
        rows = connection.execute(sa.select(tables.form_drafts.c.kind, tables.form_drafts.c.writer))
        return [(row.kind, row.writer) for row in rows]


def keeps(colleague: Colleague, form: str, **words: str) -> Answer:
    """Press the button that keeps a form as it is, as whoever has no script does."""
    hidden = re.findall(r'name="(tab|after|seen)" value="([^"]*)"', colleague.open(form).body)
    return colleague.sends(f"{form}/keep", **{**dict(hidden), **words})


def test_a_form_is_kept_as_it_was_written_and_gone_on_with_from_today(room: Room, anna: Colleague) -> None:
    maja = room.person()
    form = at(maja, f"/d/{DRAFT}/contact_held")
    anna.open(form)
    assert begun(room) == [], "opening a form creates nothing"
    keeps(anna, form, mode="phone", minutes="en kvart", note=f"{SECRET}\nnästa rad", on="other", **{"on-day": "12/5"})
    assert "finns kvar under Påbörjat" in anna.says and "Maja Lind Kontakt skrivet" in anna.says
    assert begun(room) == [("contact_held", "coach:anna")]
    with room.town.journey.engine.store.read() as connection:
        assert SECRET.encode() not in connection.execute(sa.select(tables.form_drafts.c.sealed)).scalar_one()
    room.later(0.5, anna)
    assert "Fortsätt Kontakt, Maja Lind" in labels(anna.open("/desk"))
    page = anna.open(form).body
    assert f"{SECRET}\nnästa rad" in page and 'value="en kvart"' in page and 'value="12/5"' in page
    assert re.search(r'value="phone" checked', page) and 'value="other" checked' in page
    anna.sends(form, mode="phone", on="today", note=SECRET)
    assert "Sparat." in anna.says and begun(room) == []
    assert "Det är redan sparat." in anna.open(form).body
    keeps(anna, form, note="en flik som var öppen")
    assert begun(room) == [], "what is sent is begun no more"


def test_a_form_is_thrown_away_by_one_press(room: Room, anna: Colleague) -> None:
    form = at(room.person(), f"/d/{DRAFT}/contact_held")
    keeps(anna, form, note=SECRET)
    anna.sends(anna.form("/drop"))
    assert begun(room) == [] and "Påbörjat" not in anna.says
    assert SECRET not in anna.open(form).body


def test_a_form_that_was_begun_is_its_writers_alone(room: Room, port: int, anna: Colleague) -> None:
    maja, eva = room.person(), room.seat(port, "supervisor:eva")
    form = at(maja, f"/d/{DRAFT}/contact_held")
    keeps(anna, form, note=SECRET)
    assert SECRET not in eva.open("/desk").body
    assert eva.open(form).status == 404
    eva.open(at(maja, "/notes"))
    for path in ("", "/keep", "/drop"):
        answer = eva.sends(form + path, mode="phone", note="Evas")
        assert answer.status == 404 and SECRET not in answer.body, path
    assert "contact_held" not in room.types(maja)
    kept = anna.open(form).body
    assert SECRET in kept and "Evas" not in kept
    assert anna.open(at(maja, f"/d/{DRAFT}/employer_contacted")).status == 404, "a form is of one type"


def test_only_what_nobody_touches_for_a_day_goes(room: Room, anna: Colleague) -> None:
    maja = room.person()
    form, other = at(maja, f"/d/{DRAFT}/contact_held"), at(maja, "/d/ponmlkjihgfedcba/outreach_attempted")
    keeps(anna, form, note=SECRET)
    keeps(anna, other, note="rörs inte")
    room.later(0.9, anna)
    keeps(anna, form, note=SECRET)
    room.later(0.9, anna)
    anna.open("/desk")
    assert "Fortsätt Kontakt, Maja Lind" in labels(anna.page)
    assert not [label for label in labels(anna.page) if label.startswith("Fortsätt") and "Kontakt," not in label]
    assert drafts.expire(room.town.office, room.town.clock()) == 1
    assert begun(room) == [("contact_held", "coach:anna")] and SECRET in anna.open(form).body


def test_two_pages_of_one_form_do_not_write_over_each_other_unseen(room: Room, anna: Colleague) -> None:
    form = at(room.person(), f"/d/{DRAFT}/contact_held")
    keeps(anna, form, note="det första")
    one = dict(re.findall(r'name="(tab|after|seen)" value="([^"]*)"', anna.open(form).body))
    other = dict(re.findall(r'name="(tab|after|seen)" value="([^"]*)"', anna.open(form).body))
    assert anna.sends(f"{form}/keep", **one, note="det första, och mer").status == 200
    assert anna.sends(f"{form}/keep", **one, note="det första, och mer ändå").status == 200
    anna.open(form)
    answer = anna.sends(f"{form}/keep", **other, note="något annat")
    assert answer.status == 409 and "på en annan sida" in answer.body and "något annat" in answer.body
    once_more = dict(re.findall(r'name="(tab|after|seen)" value="([^"]*)"', answer.body))
    assert "och mer ändå" in anna.open(form).body
    assert anna.sends(f"{form}/keep", **once_more, note="något annat").status == 200
    assert "något annat" in anna.open(form).body, "told once, they decide"


def test_what_others_wrote_while_a_form_lay_is_shown_before_it_is_sent(room: Room, port: int, anna: Colleague) -> None:
    maja, eva = room.person(), room.seat(port, "supervisor:eva")
    form = at(maja, f"/d/{DRAFT}/contact_held")
    keeps(anna, form, mode="phone", note=SECRET)
    eva.fills(at(maja, "/new/contact_held"), mode="video", on="today", coach="anna", note="Eva var här")
    hidden = dict(re.findall(r'name="(tab|after|seen)" value="([^"]*)"', anna.open(form).body))
    wrong = anna.sends(form, **hidden, mode="phone", minutes="många", note=SECRET)
    assert wrong.status == 422
    hidden = dict(re.findall(r'name="(tab|after|seen)" value="([^"]*)"', wrong.body))
    answer = anna.sends(form, **hidden, mode="phone", on="today", note=SECRET)
    assert answer.status == 409 and "Eva var här" in answer.body and SECRET in answer.body
    hidden = dict(re.findall(r'name="(tab|after|seen)" value="([^"]*)"', answer.body))
    assert "Sparat." in anna.sends(form, **hidden, mode="phone", on="today", note=SECRET).body


def test_who_is_signed_out_finds_the_form_once_they_are_in_again(room: Room, port: int, anna: Colleague) -> None:
    form = at(room.person(), f"/d/{DRAFT}/contact_held")
    keeps(anna, form, mode="phone", note=SECRET)
    room.town.clock.forward(minutes=45)
    answer = anna.post(f"{form}/keep", csrf="0" * 32, note="mer")
    assert answer.status == 401 and 'value="mer"' in answer.body
    room.sign_in(anna)
    stranger = anna.post(f"{form}/keep", csrf="0" * 32, note="från en gammal sida")
    assert stranger.status == 409 and "från en gammal sida" in stranger.body
    assert "Fortsätt Kontakt, Maja Lind" in labels(anna.open("/desk")) and SECRET in anna.open(form).body


def test_a_form_of_the_programmes_own_is_kept_too(room: Room, port: int, anna: Colleague) -> None:
    form = f"/desk/team/d/{DRAFT}/meeting_held"
    keeps(anna, form, note=SECRET)
    assert "Fortsätt" in " ".join(labels(anna.page)) and SECRET in anna.open(form).body
    assert SECRET not in room.seat(port, "supervisor:eva").open("/desk").body
    anna.open("/desk")
    anna.sends(anna.form("/drop"))
    assert begun(room) == []


def test_under_protected_identity_only_the_coachs_own_form_stays(room: Room, port: int, anna: Colleague) -> None:
    maja, eva = room.person(), room.seat(port, "supervisor:eva")
    mine, hers = at(maja, f"/d/{DRAFT}/contact_held"), at(maja, "/d/ponmlkjihgfedcba/contact_held")
    keeps(anna, mine, note=SECRET)
    keeps(eva, hers, note="Evas")
    anna.fills(at(maja, "/new/identity_changed"), identity="protected", on="today")
    assert begun(room) == [("contact_held", "coach:anna")]
    assert SECRET in anna.open(mine).body and eva.open(hers).status == 404


def test_somebody_who_comes_to_be_protected_by_a_file_is_left_to_their_coach_within_the_hour(
    room: Room, port: int, anna: Colleague
) -> None:
    maja, eva = room.person(), room.seat(port, "supervisor:eva")
    keeps(anna, at(maja, f"/d/{DRAFT}/contact_held"), note=SECRET)
    keeps(eva, at(maja, "/d/ponmlkjihgfedcba/contact_held"), note="Evas")
    room.town.record(maja, facts.IdentityChanged(identity="protected"))
    assert "Evas" not in eva.open("/desk").body and "Maja" not in eva.page.body
    assert drafts.expire(room.town.office, room.town.clock()) == 1
    assert begun(room) == [("contact_held", "coach:anna")]


def test_a_form_goes_with_whoever_it_is_about_and_comes_back_with_a_backup(
    room: Room, anna: Colleague, tmp_path: Path
) -> None:
    maja, engine = room.person(coach=None), room.town.journey.engine
    file, eva = tmp_path / "whole.backup", Actor.staff("supervisor:eva", PROGRAMME)
    drafts.keep(room.town.office, eva, room.read(maja), "declined", DRAFT, (("note", SECRET),))
    write_backup(engine.store, file, room.town.clock())
    other = Store(f"sqlite:///{tmp_path / 'other.db'}")
    vault = Vault(other, engine.vault.master)
    restore_backup(other, file, vault.check)
    vault.open()
    again = FormDrafts(other, vault).find(DRAFT)
    assert again is not None and again.words == (("note", SECRET),) and again.stream == maja
    other.close()
    room.town.record(maja, facts.Declined(reason="own_wish"))
    erase(engine, maja, "asked for", room.town.clock(), "operator", tmp_path / "erasures.jsonl")
    assert begun(room) == [] and engine.form_drafts.find(DRAFT) is None


def test_the_key_of_a_day_of_forms_goes_when_nothing_of_that_day_is_left(room: Room, anna: Colleague) -> None:
    vault, day = room.town.journey.engine.vault, key_of_drafts(room.town.clock().date())
    keeps(anna, at(room.person(), f"/d/{DRAFT}/contact_held"), note=SECRET)
    room.town.clock.forward(days=1.5)
    drafts.expire(room.town.office, room.town.clock())
    assert begun(room) == []
    room.town.clock.forward(days=1)
    drafts.expire(room.town.office, room.town.clock())
    with room.town.journey.engine.store.read() as connection:
        assert vault.lacks(connection, [day])


def test_more_than_a_form_takes_is_refused_and_stays_on_the_page(room: Room, anna: Colleague) -> None:
    form = at(room.person(), f"/d/{DRAFT}/contact_held")
    answer = keeps(anna, form, note="ord " * 100_000)
    assert answer.status == 409 and "för mycket text" in answer.body and "ord ord" in answer.body
    assert begun(room) == []


def test_a_script_is_answered_without_a_page_and_told_until_when_the_session_lasts(room: Room, anna: Colleague) -> None:
    form = at(room.person(), f"/d/{DRAFT}/contact_held")
    body = anna.open(form).body
    [csrf] = set(re.findall(r'name="csrf" value="([^"]+)"', body))
    answer = anna.post(f"{form}/keep", headers={"X-Keeps": "1"}, csrf=csrf, tab="x", note=SECRET)
    ends = room.town.clock() + timedelta(minutes=30)
    assert answer.status == 204 and abs(int(answer.headers["X-Session-Ends"]) - ends.timestamp()) < 60
    assert begun(room) == [("contact_held", "coach:anna")]
