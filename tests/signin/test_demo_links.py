"""Links of the demonstration: one press, once, on this machine alone, and only where it is served."""

from urllib.parse import urlsplit

import pytest

from app.signin import demo
from app.signin.hosts import is_here
from journey.domain.errors import WrongInput
from tests.cases import every
from tests.chat.browsing import Answer
from tests.signin.office import GRAVE, HERE, Colleague, Desk


@pytest.fixture
def shown(desk: Desk) -> Desk:
    desk.entrance.shows_demo = True
    desk.town.office.public_url = "http://127.0.0.1:8080"
    desk.let_in("coach:anna", "supervisor:anna", "evaluator:eli", "dpo:ada", "admin:ali", name=None)
    return desk


def press(browser: Colleague, link: str) -> Answer:
    browser.open(urlsplit(link).path)
    return browser.post(urlsplit(link).path)


def test_each_role_has_a_link_that_opens_it(shown: Desk) -> None:
    made = demo.links(shown.entrance, ["anna", "eli", "ada", "ali"])
    assert [post.staff for post, _ in made] == [
        "coach:anna",
        "supervisor:anna",
        "evaluator:eli",
        "dpo:ada",
        "admin:ali",
    ]
    with shown.open() as port:
        for post, link in made:
            browser = Colleague(port)
            press(browser, link)
            assert post.staff in browser.sees(), link


def test_it_opens_once_and_not_by_looking(shown: Desk) -> None:
    [(_, link), *_] = demo.links(shown.entrance, ["anna"])
    with shown.open() as port:
        for _ in range(3):
            assert "Öppna visningen" in Colleague(port).open(urlsplit(link).path).words
        anna, second = Colleague(port), Colleague(port)
        press(anna, link)
        assert press(second, link).status == 404
        assert anna.sees() and not second.sees()


def test_whoever_came_by_it_signs_in_again_by_a_press(shown: Desk) -> None:
    [(_, link), *_] = demo.links(shown.entrance, ["anna"])
    with shown.open() as port:
        anna = Colleague(port)
        press(anna, link)
        shown.town.clock.forward(minutes=15)
        anna.open(GRAVE)
        assert anna.sends("/desk/sign-in/again", next=GRAVE).body.startswith("anna coach:anna")


def test_no_link_opens_where_no_demonstration_is_served(shown: Desk) -> None:
    [(_, link), *_] = demo.links(shown.entrance, ["anna"])
    shown.entrance.shows_demo = False
    with shown.open() as port:
        assert Colleague(port).post(urlsplit(link).path).status == 404
        anna = shown.inside(port, "anna", place=("hudiksvall", "coach"))
        anna.open(GRAVE)
        anna.open("/desk/sign-in/sessions")
        assert anna.sends("/desk/sign-in/again", next=HERE).status == 400, "only who came by a link confirms by a press"


@every(
    "url", ["https://min-vag.example", "http://192.168.1.4:8080", "http://localhost.evil.example", "http://10.0.0.1"]
)
def test_none_is_made_where_others_can_reach_us(shown: Desk, url: str) -> None:
    shown.town.office.public_url = url
    with pytest.raises(WrongInput, match="this machine alone"):
        demo.links(shown.entrance, ["anna"])


def test_this_machine_is_known_by_each_of_its_names() -> None:
    for url in ("http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080", "http://localhost"):
        assert is_here(url), url
