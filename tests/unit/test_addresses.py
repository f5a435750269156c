"""Telephone numbers and e-mail addresses, however people write them, have one spelling."""

import pytest

from bots.dialogues.questions import a_phone, an_email
from bots.dialogues.steps import Unclear
from bots.web.rendering import linked
from journey.domain.addresses import dialled, same

ALVA = "070-123 45 67"


@pytest.mark.parametrize(
    "text",
    [
        "070.123.45.67",
        "070–123 45 67",
        "(+46) 70 123 45 67",
        "+46 (0)70 123 45 67",
        "0046701234567",
        "46701234567",
        "0701234567",
        "070/123 45 67",
        "Mobil: 070-1234567",
        "０７０１２３４５６７",
    ],
)
def test_every_spelling_of_a_number_is_taken_and_is_the_same_number(text: str) -> None:
    assert a_phone(text) == ALVA
    assert dialled(text) == "+46701234567" and same(text, ALVA)


def test_words_after_a_number_are_kept_and_do_not_change_it() -> None:
    number = a_phone("070-1234567, ring efter 15")
    assert number == f"{ALVA}, ring efter 15" and same(number, ALVA)


def test_a_number_abroad_keeps_its_country() -> None:
    assert (a_phone("+47 22345678"), dialled("+47 22345678")) == ("+47 22 34 56 78", "+4722345678")


@pytest.mark.parametrize("text", ["hm", "112", "", "1" * 300, "070-1234567" + " ord" * 30])
def test_what_is_no_number_is_asked_about_again(text: str) -> None:
    with pytest.raises(Unclear):
        a_phone(text)


@pytest.mark.parametrize(
    "text", ["alva", "a@b", "åsa@exempel.se", "аlva@exempel.se", "a b@exempel.se", "a@b.se\nBcc: c@d.se"]
)
def test_what_is_no_address_is_asked_about_again(text: str) -> None:
    with pytest.raises(Unclear):
        an_email(text)


def test_a_domain_that_looks_like_another_is_seen_to_be_another() -> None:
    assert an_email(" Alva@Exempel.SE ") == "Alva@exempel.se"
    assert an_email("alva@exempеl.se").startswith("alva@xn--")
    assert not same("alva@exempеl.se", "alva@exempel.se")


def test_a_telephone_link_dials_from_anywhere_and_the_numbers_of_help_stay_short() -> None:
    assert 'href="tel:+4665019000"' in linked("Ring 0650-190 00")
    assert 'href="tel:112"' in linked("Ring 112")
