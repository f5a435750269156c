"""What leaves by each mouth is shown and never obeyed: terminal, mail, spreadsheet."""

import csv
import io
import json
import sys

import pytest

from app import output
from bots.outbox.mail import MailFailed, letter
from journey.domain.plain import json_with_codes, one_line, plain, spreadsheet_cell, with_codes
from tests.cases import every

OBEYED = (
    "\x1b[2J",  # clears a terminal's screen
    "\x1b]0;title\x07",
    "\x9b31m",  # the same in one byte
    "\x07",
    "\x08",
    "\r",
    "\x00",
    "\x7f",
    "\u202e",  # turns what follows round
    "\u2066",
    "\u200f",
    "\u2028",
    "\ufeff",
    "\U000e0041",
)
LETTERS = "Åsa Öberg-Ñ مريم 王 👩🏽\u200d💻 \u200cو"


@every("bad", OBEYED)
def test_a_terminal_is_shown_codes_and_obeys_nothing(bad: str) -> None:
    shown = with_codes(f"Alva {bad}X")
    assert not set(shown) & set(bad) - set("[]0123456789;titleJm")
    assert "\\" in shown and shown.isprintable()


def test_nothing_that_is_taken_out_counts_as_printable() -> None:
    printable = "".join(sign for sign in map(chr, range(sys.maxunicode + 1)) if sign.isprintable())
    assert plain(f"{printable}\n") == f"{printable}\n", "a text that is printable is passed on without a look at it"


def test_letters_of_every_language_and_lines_stay_as_they_are() -> None:
    text = f"{LETTERS}\n\tnext"
    assert with_codes(text) == plain(text) == json_with_codes(text) == text
    assert one_line(f" {LETTERS} \n\n x ") == f"{LETTERS} x"


@every("bad", OBEYED)
def test_json_for_a_terminal_means_the_same_and_commands_nothing(bad: str) -> None:
    data = {f"key {bad}": f"Alva {bad} {LETTERS}"}
    said = output.json_text(data)
    assert json.loads(said) == data
    assert with_codes(said) == said


@every("bad", OBEYED)
def test_a_mail_goes_to_one_address_and_its_subject_is_one_line(bad: str) -> None:
    mail = letter("ips@example.org", "alva@exempel.se", f"Hej {bad}\nBcc: evil@example.org", f"Text {bad} slut")
    assert mail["Bcc"] is None and [one.addr_spec for one in mail["To"].addresses] == ["alva@exempel.se"]
    assert with_codes(mail.get_content()) == mail.get_content() and "slut" in mail.get_content()
    assert "\n" not in mail["Subject"]


@every(
    "address",
    (
        "alva@exempel.se, evil@example.org",
        "alva@exempel.se\nBcc: evil@example.org",
        "Alva <alva@exempel.se>",
        "group: alva@exempel.se;",
        "alva",
        "",
        "alva@exempel.se\x1b",
        "a@b@c.se",
    ),
)
def test_what_is_not_one_address_gets_no_mail(address: str) -> None:
    with pytest.raises(MailFailed):
        letter("ips@example.org", address, "Hej", "Hej")


@every("formula", ("=1+1", "+46", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1+1", "＝1+1", "\u200b=1"))
def test_no_cell_is_a_formula(formula: str) -> None:
    file = io.StringIO()
    csv.writer(file).writerow([spreadsheet_cell(plain(formula))])
    cell = next(csv.reader(io.StringIO(file.getvalue())))[0]
    assert cell.lstrip(" ")[0] == "'"


@every("text", ("Alva", "", "1-2", "a=b", "å", "– x"))
def test_a_cell_that_is_no_formula_stays_as_it_is(text: str) -> None:
    assert spreadsheet_cell(text) == text
