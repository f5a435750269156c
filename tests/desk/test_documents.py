"""Documents at the desk: taken by what they are, shown so that nothing in them runs, removed with a reason."""

import io
import zipfile

from journey.domain.events import participant as facts
from journey.engine.document_formats import LARGEST
from tests.desk.room import PNG, Colleague, Room, at

PDF = b"%PDF-1.7\n<html><script>alert(1)</script></html>\n%%EOF\n"


def archive(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return held.getvalue()


REFUSED = {
    "a page that is called a PDF": (b"<html><script>alert(1)</script>", "Det är ingen PDF"),
    "a program": (b"MZ" + b"\0" * 200, "Det är ingen PDF"),
    "half a picture": (PNG[:20], "Det är ingen PDF"),
    "nothing": (b"", "Välj en fil som det står något i"),
    "too large": (b"%PDF-1.7\n" + b"0" * LARGEST + b"%%EOF", "större än 10 MB"),
    "an archive": (archive(a=b"1"), "Det är ingen PDF"),
    "macros": (archive(**{"word/vbaProject.bin": b"1"}), "makron"),
    "a broken archive": (b"PK\x03\x04" + b"\0" * 100, "trasig"),
}


def keeps(colleague: Colleague, page: str, name: str, content: bytes, kind: str = "cv") -> str:
    colleague.open(page)
    form = colleague.form("/documents/")
    colleague.uploads(form, name, content, kind=kind)
    return form


def test_a_document_is_kept_shown_and_removed_with_a_reason(room: Room, anna: Colleague) -> None:
    maja = room.person()
    page = at(maja, "/documents")
    form = keeps(anna, page, "C:\\\\Maja\\\\CV åäö.png", PNG)
    assert "Dokumentet är sparat." in anna.says and "CV åäö.png" in anna.says and "cv" in anna.says
    anna.uploads(form, "CV åäö.png", PNG, kind="cv")
    assert room.types(maja).count("document_kept") == 1
    version = len(room.log(maja))
    answer = anna.open(f"{page}/{version}")
    assert answer.headers["Content-Type"] == "image/png" and answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert [who for who, what, _ in room.readings(maja) if "documents" in what and who == "coach:anna"]
    anna.open(f"{page}/{version}/remove")
    assert "”Varför tas det bort?” saknas för" in anna.sends(f"{page}/{version}/remove", reason=" ").words
    anna.sends(f"{page}/{version}/remove", reason="Den var någon annans.")
    assert "Dokumentet är borttaget." in anna.says and "CV åäö" not in anna.says
    assert anna.open(f"{page}/{version}").status == 404
    assert "Den var någon annans." in anna.open(at(maja)).body, "why stands in the story"


def test_what_is_no_document_is_refused_and_said_which(room: Room, anna: Colleague) -> None:
    maja = room.person()
    for why, (content, says) in REFUSED.items():
        keeps(anna, at(maja, "/documents"), "cv.pdf", content)
        assert anna.page.status in (413, 422) and says in anna.page.words, why
    keeps(anna, at(maja, "/documents"), "cv.png", PNG, kind="../../etc")
    assert anna.page.status == 422
    anna.open(at(maja, "/documents"))
    assert (
        anna.uploads(anna.form("/documents/"), "x.pdf", b"%PDF-" + b"0" * (LARGEST + 3_000_000), kind="cv").status
        == 413
    )
    assert "document_kept" not in room.types(maja)


def test_names_are_made_harmless_and_a_file_with_two_faces_runs_nothing(room: Room, anna: Colleague) -> None:
    maja = room.person()
    for name in (
        "../../etc/passwd",
        "<script>alert(1)</script>.pdf",
        "cv.pdf%0d%0aSet-Cookie: x=1",
        "a" * 400 + ".html",
    ):
        keeps(anna, at(maja, "/documents"), name, PDF)
        assert anna.page.status == 200 and "<script>alert" not in anna.page.body, name
        answer = anna.open(f"{at(maja, '/documents')}/{len(room.log(maja))}")
        shown = answer.headers["Content-Disposition"]
        assert shown.startswith('attachment; filename="document.pdf"') and "/" not in shown and "<" not in shown
        assert shown.endswith(".pdf") and answer.headers["Set-Cookie"] is None
        assert answer.headers["Content-Type"] == "application/pdf"


def test_documents_of_others_and_of_somebody_in_hiding_are_nowhere(room: Room, port: int, anna: Colleague) -> None:
    maja = room.person()
    room.document(maja)
    version = len(room.log(maja))
    bo, eva = room.seat(port, "coach:bo"), room.seat(port, "supervisor:eva")
    assert eva.open(f"{at(maja, '/documents')}/{version}").status == 200
    bo.open("/desk")
    for rest in ("", f"/{version}", f"/{version}/remove"):
        assert bo.open(at(maja, f"/documents{rest}")).status == 404
    assert bo.uploads(at(maja, "/documents/aaaaaaaaaaaaaaaaaaaa"), "cv.png", PNG, kind="cv").status == 404
    room.town.record(maja, facts.IdentityChanged(identity="protected"))
    assert eva.open(f"{at(maja, '/documents')}/{version}").status == 404
    assert anna.open(f"{at(maja, '/documents')}/{version}").status == 200
