"""What a colleague is shown where no page of the desk answers: their own page, in plain words, with a way on."""

from __future__ import annotations

from tests.desk.room import Colleague, Room, at


def status_of(colleague: Colleague, path: str, body: bytes) -> int:
    """What a body is answered that no form of ours would send."""
    form = "application/x-www-form-urlencoded"
    return colleague.request("POST", path, body, Content_Type=form, Sec_Fetch_Site="same-origin").status


def test_a_token_in_letters_that_no_token_has_is_no_token(room: Room, anna: Colleague) -> None:
    maja = room.person()
    path, before = at(maja, "/d/abcdefghijklmnop/contact_held"), room.types(maja)
    for token in ("åäö", "%ff%fe", "👩"):
        body = f"mode=phone&on=today&csrf={token}".encode()
        assert status_of(anna, path, body) == 409, token
        for own in ("/desk/sign-out", "/desk/sign-in/stay", "/desk/sign-in/role", "/desk/sign-in/sessions"):
            assert status_of(anna, own, body) == 400, own
    assert room.types(maja) == before
    assert anna.open("/desk").status == 200, "and nobody was signed out by it"


def test_an_address_that_is_no_page_says_so_as_the_desk_does(room: Room, anna: Colleague) -> None:
    for path in ("/desk/nowhere", "/desk/p/x/y/z/1", "/desk/static/nothing.js"):
        assert anna.open(path).status == 404
        assert "inte din" in anna.says and "Lämna snabbt" not in anna.says, path
        assert 'href="/desk"' in anna.page.body
    maja = room.person()
    for path in (at(maja, "/messages/abcdefghijklmnop"), f"/desk/alerts/{maja.hex}:1"):
        assert anna.open(path).status == 405
        assert "formulär att skicka" in anna.says and "Lämna snabbt" not in anna.says, path
    assert "Lämna snabbt" in anna.open("/nowhere").body, "participants keep their own"


def test_a_form_that_cannot_be_read_is_refused_in_words(room: Room, anna: Colleague) -> None:
    maja = room.person()
    path, before = at(maja, "/d/abcdefghijklmnop/contact_held"), room.types(maja)
    anna.open(path)
    many = "&".join(f"f{number}=1" for number in range(1000)).encode()
    assert status_of(anna, path, many) == 400
    assert "gick inte att läsa" in anna.says and "Lämna snabbt" not in anna.says
    assert anna.sends(path, on="today", mode="phone", note="x" * 2_100_000).status == 413
    assert "Texten är längre" in anna.says and "Filen" not in anna.says
    assert f'href="{path}"' in anna.page.body, "back to the form, which is there"
    assert room.types(maja) == before
