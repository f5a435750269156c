"""Who is signed in at the desk: in which role, until when, and that nobody else is."""

import json
import re
from urllib.parse import urljoin, urlsplit

import sqlalchemy as sa
from hypothesis import example, given
from hypothesis import strategies as st

from app.signin.door import HOME, back_to
from journey.engine.staff import tables
from journey.engine.store import metadata
from tests.cases import every
from tests.chat.talking import PROGRAMME
from tests.signin.office import GRAVE, HERE, KEPT, LED, LIVE, PATHS, STAFF_COOKIE, Colleague, Desk
from tests.site import everything_stored

SESSIONS, ROLE, AGAIN, OUT = "/desk/sign-in/sessions", "/desk/sign-in/role", "/desk/sign-in/again", "/desk/sign-out"
COACH, LEADER = (PROGRAMME, "coach"), (PROGRAMME, "supervisor")


# -- who is there ----------------------------------------------------------------------------------------------------
def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_comes_back_to_where_they_were(desk: Desk) -> None:
    with desk.open() as port:
        for path in (HERE, GRAVE, LED):
            answer = Colleague(port).request("GET", f"{path}?page=2", follow=False)
            assert answer.status == 303
            assert answer.headers["Location"] == f"/desk/sign-in?next={path.replace('/', '/')}%3Fpage%3D2"
        assert "Logga in" in Colleague(port).open(HERE).words


def test_a_colleague_acts_under_the_name_that_the_log_has(desk: Desk) -> None:
    desk.let_in("coach:anna", name="Anna Ahl")
    with desk.open() as port:
        assert desk.inside(port).sees() == "Anna Ahl coach:anna hudiksvall"


def test_somebody_with_several_roles_has_one_at_a_time_and_changes_when_they_want(desk: Desk) -> None:
    desk.let_in("coach:anna", "supervisor:anna", name="Anna Ahl")
    with desk.open() as port:
        anna = desk.inside(port)
        assert "Välj roll" in anna.open(f"{HERE}?page=2").words
        assert anna.sends(ROLE, post=f"{PROGRAMME}:supervisor", next=f"{HERE}?page=2").body.startswith("Anna Ahl super")
        assert anna.open(LED).status == 200
        anna.open(ROLE)
        anna.sends(ROLE, post=f"{PROGRAMME}:coach", next=HERE)
        assert anna.sees() == "Anna Ahl coach:anna hudiksvall"
        assert anna.open(LED).status == 404


def test_nobody_chooses_a_role_that_they_do_not_hold(desk: Desk) -> None:
    desk.let_in("coach:anna", "supervisor:eva", "evaluator:anna")
    with desk.open() as port:
        anna = desk.inside(port)
        for forged in (f"{PROGRAMME}:supervisor", "uppsala:coach", "coach", "", f"{PROGRAMME}:"):
            anna.open(ROLE)
            assert "Välj roll" in anna.sends(ROLE, post=forged, next=HERE).words
        assert anna.sees() == ""


@every("end", ["left", "disabled"])
def test_who_has_left_or_is_disabled_sees_nothing_from_that_moment(desk: Desk, end: str) -> None:
    who = f"bo{end}"
    desk.let_in(f"coach:{who}")
    with desk.open() as port:
        bo = desk.inside(port, who)
        assert bo.sees()
        desk.leaves(who) if end == "left" else desk.put_out(f"coach:{who}")
        assert bo.sees() == "" and "Logga in" in bo.page.words
        assert desk.inside(port, who).sees() == "", "a session of before the end opens no more than a new one"


def test_who_has_left_as_a_coach_may_still_be_a_supervisor(desk: Desk) -> None:
    desk.let_in("coach:anna", "supervisor:anna")
    with desk.open() as port:
        anna = desk.inside(port, place=COACH)
        desk.leaves("anna")
        assert anna.sees() == "" and "Välj roll" in anna.page.words
        assert "Arbetscoach" not in anna.page.words
        assert "supervisor:anna" in anna.sends(ROLE, post=f"{PROGRAMME}:supervisor", next=HERE).body


def test_the_provider_s_word_narrows_what_the_log_says_and_never_widens_it(desk: Desk) -> None:
    desk.let_in("coach:anna", "supervisor:anna")
    with desk.open() as port:
        assert "coach:anna" in desk.inside(port, grants=[COACH, (PROGRAMME, "admin"), ("uppsala", "coach")]).sees()
        assert desk.inside(port, grants=[]).sees() == ""
        assert desk.inside(port, grants=[(PROGRAMME, "admin")]).sees() == ""


# -- until when ------------------------------------------------------------------------------------------------------
def test_without_use_it_ends_and_use_makes_it_last(desk: Desk) -> None:
    desk.let_in("coach:anna")
    with desk.open() as port:
        anna, idle = desk.inside(port), desk.inside(port)
        for _ in range(3):
            desk.town.clock.forward(minutes=20)
            assert anna.sees()
        assert idle.sees() == ""


def test_what_a_page_asks_for_by_itself_keeps_nothing_open(desk: Desk) -> None:
    desk.let_in("coach:anna")
    with desk.open() as port:
        anna = desk.inside(port)
        assert [anna.open(LIVE).body for _ in range(3) if desk.town.clock.forward(minutes=9)] == ["anna"] * 3
        desk.town.clock.forward(minutes=9)
        assert anna.open(LIVE).body == "nobody"


def test_one_press_keeps_it_open(desk: Desk) -> None:
    desk.let_in("coach:anna")
    with desk.open() as port:
        anna = desk.inside(port)
        anna.open(SESSIONS)
        csrf = anna.csrf()
        for _ in range(3):
            desk.town.clock.forward(minutes=29)
            assert anna.post("/desk/sign-in/stay", csrf=csrf, next=HERE).status == 200
        assert anna.sees()


def test_however_busy_it_ends_after_a_day_at_work(desk: Desk) -> None:
    desk.let_in("coach:anna")
    with desk.open() as port:
        anna = desk.inside(port)
        for _ in range(23):
            desk.town.clock.forward(minutes=25)
            assert anna.sees()
        desk.town.clock.forward(minutes=26)
        assert anna.sees() == ""


# -- where -----------------------------------------------------------------------------------------------------------
def test_own_sessions_are_listed_and_ended_one_by_one_or_all_but_this(desk: Desk) -> None:
    desk.let_in("coach:anna", "coach:bo")
    with desk.open() as port:
        anna, phone, third, bo = (desk.inside(port, who) for who in ("anna", "anna", "anna", "bo"))
        page = anna.open(SESSIONS)
        names = re.findall(r'name="end" value="([0-9a-f]+)"', page.body)
        assert len(names) == 2 and page.words.count("den här") == 1
        anna.sends(SESSIONS, end=names[0])
        assert [bool(one.sees()) for one in (phone, third)].count(True) == 1
        anna.open(SESSIONS)
        anna.sends(SESSIONS, end="others")
        assert [one.sees() for one in (phone, third)] == ["", ""] and anna.sees() and bo.sees()


def test_nobody_ends_somebody_else_s_session(desk: Desk) -> None:
    desk.let_in("coach:anna", "coach:bo")
    with desk.open() as port:
        anna, bo = desk.inside(port, "anna"), desk.inside(port, "bo")
        name = desk.door.sessions.of("bo", desk.town.clock())[0].name
        anna.open(SESSIONS)
        anna.sends(SESSIONS, end=name)
        assert bo.sees()


def test_whoever_signs_out_is_out_here_at_once(desk: Desk) -> None:
    desk.let_in("coach:anna")
    with desk.open() as port:
        anna = desk.inside(port)
        token = anna.token
        anna.open(OUT)
        assert "Du är utloggad" in anna.sends(OUT).words
        assert anna.page.headers["Clear-Site-Data"] == '"cache", "storage"' and anna.token is None
        anna.cookies[STAFF_COOKIE] = token or ""
        assert anna.sees() == ""


# -- forms -----------------------------------------------------------------------------------------------------------
def test_a_form_is_the_session_s_own_or_nothing_is_done(desk: Desk) -> None:
    desk.let_in("coach:anna", "coach:bo")
    with desk.open() as port:
        anna, bo = desk.inside(port, "anna"), desk.inside(port, "bo")
        bo.open(SESSIONS)
        anna.open(SESSIONS)
        assert anna.sends(KEPT, word="ja").body == "kept ['ja'] of anna"
        for csrf in ("", bo.csrf(), "x" * 32):
            assert anna.post(KEPT, csrf=csrf, word="nej").body == "not ours"
        assert anna.post(KEPT, word="nej").body == "not ours"
        bo.open(SESSIONS)
        elsewhere = {"Sec-Fetch-Site": "cross-site"}
        assert bo.post(KEPT, headers=elsewhere, csrf=bo.csrf(), word="nej").status == 400


@every("path", [ROLE, SESSIONS, OUT, AGAIN])
def test_no_form_of_the_sign_in_is_taken_without_its_token(desk: Desk, path: str) -> None:
    who = f"anna{path.rpartition('/')[2]}"
    desk.let_in(f"coach:{who}")
    with desk.open() as port:
        anna = desk.inside(port, who)
        assert anna.post(path, post=f"{PROGRAMME}:coach", end="others").status == 400
        assert anna.sees()


# -- what stands where -----------------------------------------------------------------------------------------------
def test_the_cookie_is_for_this_host_alone_and_no_script_reads_it(desk: Desk) -> None:
    desk.let_in("coach:anna", "supervisor:anna")
    desk.entrance.shows_demo = True
    desk.town.office.public_url = "http://127.0.0.1:8080"
    from app.signin import demo

    [(_, link), _] = demo.links(desk.entrance, ["anna"])
    with desk.open() as port:
        answer = Colleague(port).request(
            "POST", urlsplit(link).path, "", follow=False, **{"Sec-Fetch-Site": "same-origin"}
        )
    [cookie] = [line for line in answer.headers.get_all("Set-Cookie") or [] if line.startswith(STAFF_COOKIE)]
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} < {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


def test_what_is_stored_opens_nothing(desk: Desk) -> None:
    desk.let_in("coach:anna")
    with desk.open() as port:
        anna = desk.inside(port, hint="eyJ.secret.hint")
        assert anna.sees()
        stored = everything_stored(desk.town.journey)
        assert (anna.token or "").encode() not in stored and b"secret.hint" not in stored
        assert desk.door.sessions.hint(anna.token or "") == "eyJ.secret.hint"


@every("column", ["person", "programme", "role", "grants", "used", "expires", "stepped"])
def test_a_session_that_somebody_has_been_at_opens_nothing(desk: Desk, column: str) -> None:
    who = f"anna{column}"
    desk.let_in(f"coach:{who}", f"supervisor:{who}")
    values = {"person": "eva", "programme": "uppsala", "role": "supervisor", "grants": None}
    with desk.open() as port:
        anna = desk.inside(port, who, place=COACH, grants=[COACH])
        assert anna.sees()
        with desk.town.journey.engine.store.write() as connection:
            table = tables.sessions
            changed = {column: values.get(column, "2027-01-01T00:00:00+00:00")}
            connection.execute(table.update().where(table.c.person == who).values(**changed))
        assert anna.sees() == ""


def test_signing_in_again_holds_for_minutes_and_is_asked_for_what_is_grave(desk: Desk) -> None:
    desk.let_in("coach:anna")
    with desk.open() as port:
        anna, fresh = desk.inside(port), desk.inside(port, stepped=True)
        answer = anna.request("GET", GRAVE, follow=False)
        assert answer.headers["Location"] == f"{AGAIN}?next={GRAVE}"
        assert "Logga in igen" in anna.open(GRAVE).words
        assert fresh.open(GRAVE).body.startswith("anna coach:anna")
        desk.town.clock.forward(minutes=10)
        assert "Logga in igen" in fresh.open(GRAVE).words
        desk.door.sessions.step_up(anna.token or "", desk.town.clock())
        assert anna.open(GRAVE).body.startswith("anna coach:anna")


# -- the trace -------------------------------------------------------------------------------------------------------
def test_who_came_and_went_stands_in_the_access_log_about_nobody(desk: Desk) -> None:
    desk.let_in("coach:anna", "supervisor:anna", name="Anna Ahl", email="anna.ahl@example.org")
    with desk.open() as port:
        anna = desk.inside(port)
        anna.open(ROLE)
        anna.sends(ROLE, post=f"{PROGRAMME}:coach", next=HERE)
        anna.open(OUT)
        anna.sends(OUT)
    desk.door.trace.refused("nobody of that name", stranger="Okänd Person")
    rows = desk.readings()
    assert ("sign-in:anna", ("acts as coach",), False) in rows and ("sign-in:anna", ("signed out",), False) in rows
    [(_, (why,), _)] = [row for row in rows if row[0] == "sign-in:unknown"]
    assert re.fullmatch(r"refused: nobody of that name \([0-9a-f]{8}\)", why)
    listed = desk.town.site.json("access", "list", "--reader", "anna")
    assert [row["why"] for row in listed if row["reader"] == "sign-in:anna"] == [["acts as coach"], ["signed out"]]
    assert json.loads(desk.town.site.run("audit", "verify", "--format", "json").out)["findings"] == []
    assert not any("Ahl" in text or "Okänd" in text for row in rows for text in (row[0], *row[1]))


# -- where to go back to ---------------------------------------------------------------------------------------------
EVIL = ("//evil.example", "https://evil.example", "/\\evil.example", "/desk//evil.example", "\t//evil", "/desk\n", "/")


@given(st.one_of(st.text(max_size=60), st.text("/\\.?#deskin@:%", max_size=40).map(lambda text: "/desk" + text)))
@example("/desk/sign-in?next=/desk/sign-in")
@example("/desk:80@evil.example")
@example("/deskevil")
def test_whatever_is_asked_for_the_way_back_stays_here(wanted: str) -> None:
    here = "https://min-vag.example/desk/sign-in"
    place = back_to(wanted)
    assert place in (HOME, wanted)
    assert urlsplit(urljoin(here, place)).netloc == "min-vag.example"
    assert urlsplit(place).path == HOME or urlsplit(place).path.startswith("/desk/")


def test_no_known_trick_leads_elsewhere() -> None:
    assert {back_to(one) for one in EVIL} == {HOME}
    assert [back_to(path) for path in PATHS] == list(PATHS)


def test_every_column_of_a_session_that_decides_is_sealed() -> None:
    from journey.engine.row_seals import DECIDING

    for name in ("staff_sessions", "staff_tickets", "staff_passkeys"):
        beside = {"made", "device", "hint", "seal", "tries", "used", "created", "name"}
        beside -= {"used"} if name == "staff_sessions" else set()
        assert set(metadata.tables[name].columns.keys()) - beside == set(DECIDING[name])


def test_what_is_over_goes_when_the_next_one_comes(desk: Desk) -> None:
    desk.let_in("coach:anna")
    with desk.open() as port:
        desk.inside(port)
        desk.town.clock.forward(hours=11)
        desk.inside(port)
    with desk.town.journey.engine.store.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(tables.sessions)).scalar() == 1
