"""The accessibility statement: one link from the foot of every page, in every language, with a human to tell."""

from __future__ import annotations

import pytest

from tests.chat.browsing import Browser, serving
from tests.chat.talking import Town

PATH = "/tillganglighet"


@pytest.mark.parametrize("language", ["sv", "sv-easy", "en"])
def test_the_statement_says_what_is_untried_whom_to_tell_and_who_supervises(village: Town, language: str) -> None:
    humans = [programme.settings.human_contact for programme in village.office.programmes()]
    with serving(village.service) as port:
        page = Browser(port).request("GET", f"{PATH}?sprak={language}")
    lacking = village.service.ports.texts(language, "access-lacks-title")
    assert page.status == 200
    assert lacking in page.words
    assert page.words.index(lacking) < page.words.index(village.service.ports.texts(language, "access-tried-title")), (
        "lacks first"
    )
    assert "digg.se/tdosanmalan" in page.words
    assert all(human.phone in page.words for human in humans if human and human.phone)
    assert " 30 min" in page.words, "how long a session lasts, as it is set"


def test_every_page_with_a_foot_leads_there(village: Town) -> None:
    with serving(village.service) as port:
        for path in ("/", "/hjalp", "/dina-uppgifter", "/oppna", "/dorr/gone"):
            assert f'href="{PATH}"' in Browser(port).request("GET", path).body, path
