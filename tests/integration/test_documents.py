"""Documents of people: sealed beside the log, in backup and erasure, read by whoever may, and held against the log."""

import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.wiring.office import office_of
from journey.domain.errors import CheckFailed, KeyMissing, NotAllowed, StoreError, WrongInput
from journey.domain.events.documents import DocumentKept, DocumentRemoved
from journey.domain.events.system import Erased
from journey.engine import tables
from journey.engine.decisions import engine_event
from journey.engine.documents import copied
from journey.engine.erasure import finish_erasures
from journey.engine.store import Store
from services import documents
from services.documents import Upload
from services.opened import Journey
from services.permissions import Actor, Role
from tests.cases import every
from tests.papers import DOCX, JPEG, ODT, PDF, PNG
from tests.site import NOW, PROGRAMME, Entry, NewSite, Site, everything_stored, log_of, stream_of, take
from tests.threads import at_once, errors

pytestmark = pytest.mark.every_store

SECRET = b"% Maja Hemlig, CV in confidence\n"
CV = PDF.replace(b"%PDF-1.4\n", b"%PDF-1.4\n" + SECRET)
WHO = "p-1"


@pytest.fixture
def house(site: Site) -> Site:
    """Somebody who has left, and somebody who goes on."""
    with site.opened() as journey:
        take(
            journey,
            [
                {"type": "enrolled", "participant": WHO, "on": "2024-01-08", "coach": "anna"},
                {"type": "discharged", "participant": WHO, "on": "2024-02-08", "reason": "work"},
                {"type": "enrolled", "participant": "p-2", "on": "2024-01-08", "coach": "anna"},
            ],
        )
    return site


@pytest.fixture
def kept(house: Site) -> Site:
    """The same with a CV of the first."""
    with house.opened() as journey:
        keep(journey, "cv-1")
    return house


def upload(document: str, content: bytes = CV, name: str = "Maja Hemlig.pdf") -> Upload:
    return Upload(document=document, kind="cv", name=name, content=content)


def keep(journey: Journey, document: str, who: str = WHO, entry: str | None = None, content: bytes = CV) -> None:
    stream = stream_of(journey, who)
    documents.keep(office_of(journey), journey.actor, stream, upload(document, content), entry or f"e-{document}")


def rows(journey: Journey) -> int:
    with journey.engine.store.read() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(tables.documents)).scalar_one()


def keys(journey: Journey) -> set[str]:
    """Whose keys the store holds."""
    with journey.engine.store.read() as connection:
        return set(connection.execute(sa.select(tables.keys.c.stream)).scalars())


def change(site: Site, statement: str, **values: object) -> None:
    """What somebody with the database in hand does."""
    store = Store(site.url)
    with store.write() as connection:
        connection.execute(sa.text(statement), values)
    store.close()


def findings(site: Site) -> list[tuple[str, str | None]]:
    """What the audit finds about files: what, and the type of the event it is found at."""
    told = json.loads(site.run("audit", "verify", "--format", "json", code=1).out)["findings"]
    return [(one["what"], one["event"] and one["event"]["type"]) for one in told if one["what"].startswith("document_")]


# -- keeping and reading ---------------------------------------------------------------------------------------------
def test_a_file_comes_back_as_it_came_and_stands_nowhere_in_the_clear(house: Site) -> None:
    source, out = house.folder / "Maja Hemlig.pdf", house.folder / "again.pdf"
    source.write_bytes(CV)
    assert house.run("document", "keep", WHO, str(source), "--kind", "cv", "--document", "cv-1").out == "cv-1\n"
    [listed] = house.json("document", "list", WHO)
    assert {key: listed[key] for key in ("document", "kind", "file", "format", "size")} == {
        "document": "cv-1",
        "kind": "cv",
        "file": "Maja Hemlig.pdf",
        "format": "pdf",
        "size": len(CV),
    }
    house.run("document", "save", WHO, "cv-1", "--out", str(out))
    assert out.read_bytes() == CV
    assert out.stat().st_mode & 0o077 == 0, "its owner alone may read it"
    with house.opened() as journey:
        stored = everything_stored(journey)
    assert b"Hemlig" not in stored
    for path in house.folder.glob("journey.db*"):
        assert b"Hemlig" not in path.read_bytes()


@every("kind, content", [("docx", DOCX), ("odt", ODT), ("jpeg", JPEG), ("png", PNG)])
def test_every_kind_is_taken_by_content_whatever_its_name_says(house: Site, kind: str, content: bytes) -> None:
    with house.opened() as journey:
        keep(journey, f"d-{kind}", content=content)
        office = office_of(journey)
        person = office.person(stream_of(journey, WHO))
        one, read = documents.read(office, journey.actor, person, f"d-{kind}", "test")
    assert (one.format, read) == (kind, content)


@every(
    "name, kept_as",
    [
        ("C:\\fakepath\\Maja.pdf", "Maja.pdf"),
        ("../../etc/Maja.pdf", "Maja.pdf"),
        ("Maja\udcff\n\x1b[31m.pdf", "Maja___[31m.pdf"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
        ("/", "odd"),
    ],
)
def test_a_name_is_kept_without_folders_and_without_what_no_text_may_hold(
    prepared_site: NewSite, name: str, kept_as: str
) -> None:
    with prepared_site().opened() as journey:
        take(journey, [{"type": "enrolled", "participant": WHO, "on": "2024-01-08"}])
        office, stream = office_of(journey), stream_of(journey, WHO)
        documents.keep(office, journey.actor, stream, upload("odd", name=name), "e")
        [one] = documents.documents_of(office, journey.actor, office.person(stream), "test")
        assert one.name == kept_as
        for odd in ("", " ", "a\nb", "\udcff", "x" * 201):
            with pytest.raises(WrongInput, match="document: not an id"):
                documents.keep(office, journey.actor, stream, upload(odd), "other")


def test_the_largest_file_is_kept_and_one_byte_more_is_refused(house: Site) -> None:
    largest = b"%PDF-1.7\n" + os.urandom(9_999_985) + b"\n%%EOF"
    assert len(largest) == 10_000_000
    with house.opened() as journey:
        keep(journey, "large", content=largest)
        with pytest.raises(WrongInput, match="larger than 10 MB"):
            keep(journey, "larger", content=largest + b"\n")
        assert rows(journey) == 1
    house.run("audit", "verify")


def test_asked_twice_it_is_kept_once_and_an_id_that_is_taken_is_refused(kept: Site) -> None:
    with kept.opened() as journey:
        keep(journey, "cv-1")
        with pytest.raises(WrongInput, match="has one by that id"):
            keep(journey, "cv-1", entry="another")
        keep(journey, "cv-1", who="p-2", entry="hers")
        assert rows(journey) == 2


def test_of_two_who_keep_one_id_at_once_one_does(house: Site) -> None:
    with house.opened() as journey:
        office, stream = office_of(journey), stream_of(journey, WHO)
        deeds = [
            lambda entry=entry: documents.keep(office, journey.actor, stream, upload("cv"), entry)
            for entry in ("one", "two")
        ]
        [error] = errors(at_once(*deeds))
        assert isinstance(error, WrongInput)
        assert rows(journey) == 1
        assert sum(isinstance(event.fact, DocumentKept) for event in log_of(journey)) == 1
    house.run("audit", "verify")


def test_what_is_refused_leaves_no_file_no_key_and_no_event(house: Site) -> None:
    with house.opened() as journey:
        before, office, stream = (keys(journey), log_of(journey)), office_of(journey), stream_of(journey, WHO)
        for actor in (Actor.staff("coach:bo", PROGRAMME), Actor(Role.evaluator, "eve"), Actor(None)):
            with pytest.raises(NotAllowed):
                documents.keep(office, actor, stream, upload("cv"), "e")
        with pytest.raises(WrongInput, match="file"):
            keep(journey, "cv", content=b"<script>")
        assert (keys(journey), log_of(journey)) == before
        assert rows(journey) == 0


def test_the_fact_alone_without_its_file_is_taken_from_nobody(kept: Site) -> None:
    facts = (DocumentKept(document="x", kind="cv", file="x.pdf"), DocumentRemoved(document="cv-1"))
    with kept.opened() as journey:
        for fact in facts:
            command = documents._command(  # the command a service would give, by the way that has no file
                office_of(journey), journey.actor, stream_of(journey, WHO), fact, "sneaked"
            )
            with pytest.raises(WrongInput, match="together with the file itself"):
                journey.execute(command)
        assert rows(journey) == 1


# -- who may, and who has ---------------------------------------------------------------------------------------------
def test_each_reading_stands_in_the_access_log(kept: Site) -> None:
    kept.run("document", "list", WHO)
    kept.run("document", "save", WHO, "cv-1", "--out", str(kept.folder / "cv.pdf"))
    with kept.opened() as journey, journey.engine.store.read() as connection:
        stream = stream_of(journey, WHO)
        told = [(one.people[stream], one.why) for one in journey.engine.access.readings(connection, about=stream)]
    assert told[-2:] == [(("documents",), ("journey document list",)), (("documents",), ("journey document save",))]


def test_somebody_under_protected_identity_is_read_with_a_reason_alone(kept: Site) -> None:
    hides: Entry = {"type": "identity_changed", "participant": WHO, "on": "2024-02-09", "identity": "protected"}
    with kept.opened() as journey:
        take(journey, [hides])
    out = str(kept.folder / "cv.pdf")
    for words in (("list", WHO), ("save", WHO, "cv-1", "--out", out), ("remove", WHO, "cv-1")):
        assert "say with --reason" in kept.run("document", *words, code=2).err
    kept.run("document", "save", WHO, "cv-1", "--out", out, "--reason", "a court asks")
    assert Path(out).read_bytes() == CV


def test_a_colleague_who_does_not_have_the_person_and_an_evaluator_read_no_document(kept: Site) -> None:
    with kept.opened() as journey:
        office = office_of(journey)
        person = office.person(stream_of(journey, WHO))
        for actor in (Actor.staff("coach:bo", PROGRAMME), Actor.staff("evaluator:eve", PROGRAMME), Actor(Role.dpo)):
            with pytest.raises(NotAllowed):
                documents.documents_of(office, actor, person, "test")
            with pytest.raises(NotAllowed):
                documents.read(office, actor, person, "cv-1", "test")


def test_what_is_copied_to_another_person_is_theirs_under_a_free_id_and_opens_without_the_first(kept: Site) -> None:
    with kept.opened() as journey:
        keep(journey, "cv-1", who="p-2", entry="hers", content=PDF)
        engine, hers = journey.engine, stream_of(journey, "p-2")
        his = [event.fact for event in engine.log.load(stream_of(journey, WHO)) if isinstance(event.fact, DocumentKept)]
        with engine.store.write() as connection:
            engine.store.lock_keys(connection)
            fact = copied(connection, engine.vault, hers, his[0])
        assert fact is not None
        assert (fact.document, fact.kind, fact.size) == ("cv-1-2", "cv", len(CV))
    kept.run("document", "remove", WHO, "cv-1")
    with kept.opened() as journey:
        assert journey.engine.documents.content(str(fact.digest)) == CV
        with journey.engine.store.write() as connection:
            assert copied(connection, journey.engine.vault, stream_of(journey, "p-2"), his[0]) is None


# -- an import ----------------------------------------------------------------------------------------------------------
def entries(folder: Path, *lines: Entry) -> str:
    path = folder / "entries.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return str(path)


def line(file: str, **more: object) -> Entry:
    return {
        "type": "document_kept",
        "participant": WHO,
        "on": "2024-02-01",
        "document": "cv-7",
        "kind": "cv",
        "file": file,
        **more,
    }


def taken_in(site: Site, *lines: Entry, folder: bool = True, check: bool = False, code: int = 0) -> str:
    options = [*(["--documents", str(site.folder / "papers")] if folder else []), *(["--check"] if check else [])]
    return site.run("import", entries(site.folder, *lines), "--programme", PROGRAMME, *options, code=code).err


@pytest.fixture
def papers(house: Site) -> Path:
    folder = house.folder / "papers"
    folder.mkdir()
    (folder / "cv.pdf").write_bytes(CV)
    return folder


def test_an_import_takes_files_from_the_folder_that_was_named_once_however_often_it_is_sent(
    house: Site, papers: Path
) -> None:
    assert "1 entry could be imported" in taken_in(house, line("cv.pdf"), check=True)
    assert house.json("document", "list", WHO) == []
    for known in (0, 1, 1):
        assert f"{known} known already" in taken_in(house, line("cv.pdf"))
    assert [one["document"] for one in house.json("document", "list", WHO)] == ["cv-7"]
    gone: Entry = {"type": "document_removed", "participant": WHO, "on": "2024-02-02", "document": "cv-7"}
    taken_in(house, gone)
    assert house.json("document", "list", WHO) == []
    assert "line 1: document: the person has none by that id" in taken_in(house, gone | {"entry": "again"}, code=2)
    house.run("audit", "verify")


def test_the_same_id_with_another_file_is_an_error(house: Site, papers: Path) -> None:
    taken_in(house, line("cv.pdf", entry="a-1"))
    (papers / "cv.pdf").write_bytes(PDF)
    assert "used before, with other content" in taken_in(house, line("cv.pdf", entry="a-1"), code=2)


def test_without_a_folder_no_line_reads_a_file(house: Site, papers: Path) -> None:
    assert "line 1: file: no folder of documents is named" in taken_in(house, line("cv.pdf"), folder=False, code=2)


@every(
    "name",
    ["../cv.pdf", "/etc/passwd", "sub/cv.pdf", "..", ".", "link.pdf", "way.pdf", "pipe", "sub", "none.pdf", "a\\b"],
)
def test_a_line_reaches_nothing_outside_the_folder(house: Site, name: str) -> None:
    folder = house.folder / "papers"
    if not folder.exists():
        (folder / "sub").mkdir(parents=True)
        for path in (house.folder / "cv.pdf", folder / "sub" / "cv.pdf"):
            path.write_bytes(CV)
        (folder / "link.pdf").symlink_to(house.folder / "cv.pdf")
        (folder / "way.pdf").symlink_to(folder / "sub")
        os.mkfifo(folder / "pipe")
    assert taken_in(house, line(name), code=2).startswith("line 1: file: ")
    with house.opened() as journey:
        assert rows(journey) == 0


def test_a_file_that_is_no_document_stops_the_whole_import_at_its_line(house: Site, papers: Path) -> None:
    (papers / "bad.pdf").write_bytes(b"GIF89a")
    said = taken_in(house, line("cv.pdf"), line("bad.pdf", document="bad"), code=2)
    assert said.startswith("line 2: file: its content is of no kind that is taken")
    with house.opened() as journey:
        assert rows(journey) == 0


# -- removal, erasure, backups ------------------------------------------------------------------------------------------
def test_a_document_that_was_removed_is_gone_at_once_and_in_old_copies_once_their_key_is(kept: Site) -> None:
    older = kept.copy(kept.folder / "older")
    kept.run("document", "remove", WHO, "cv-1", "--note", "a newer one")
    assert kept.json("document", "list", WHO) == []
    with kept.opened() as journey:
        assert rows(journey) == 0
        keep(journey, "cv-1", entry="anew")  # the id is free again
        journey.engine.epochs.begin(NOW)
        journey.engine.epochs.destroy(NOW + timedelta(days=1), timedelta(0))
        office = office_of(journey)
        person = office.person(stream_of(journey, WHO))
        assert documents.read(office, journey.actor, person, "cv-1", "test")[1] == CV, "the living outlive the epoch"
    kept.run("audit", "verify")
    shutil.copy(kept.key_file, older.key_file)
    with pytest.raises((KeyMissing, StoreError)), older.opened() as journey:
        [digest] = journey.engine.documents.held(stream_of(journey, WHO))
        journey.engine.documents.content(digest)


def test_an_erased_person_s_files_go_with_them_and_are_not_missed(kept: Site) -> None:
    with kept.opened() as journey:
        before, stream = keys(journey), stream_of(journey, WHO)
    kept.run("erase", WHO, "--without-request", "--reason", "asked for")
    with kept.opened() as journey:
        assert rows(journey) == 0
        assert len(before - keys(journey)) == 2, "the person's key, and the file's own"
        assert stream.hex in before - keys(journey)
    kept.run("audit", "verify")
    [check] = [one for one in kept.json("doctor") if one["check"] == "documents"]
    assert (check["ok"], check["finding"]) == (True, "0 sealed files kept, each as the log says")


def test_what_somebody_keeps_while_the_person_is_being_erased_goes_too_and_is_not_missed(kept: Site) -> None:
    with kept.opened() as journey:
        engine, stream = journey.engine, stream_of(journey, WHO)
        version = engine.log.version(stream) + 1
        engine.log.append([engine_event(stream, version, PROGRAMME, Erased(reason="decided"), NOW, "operator:kim")])
        keep(journey, "late")  # between the decision and its being carried out
        finish_erasures(engine, [stream], kept.folder / "erasures.jsonl", NOW)
        assert rows(journey) == 0
    kept.run("audit", "verify")


@pytest.mark.parametrize("other", [False, True], ids=["the same kind", "the other kind"])
def test_a_backup_holds_them_and_a_restore_gives_them_back(
    kept: Site, request: pytest.FixtureRequest, *, other: bool
) -> None:
    backup = kept.folder / "b"
    kept.run("backup", str(backup))
    target: Site = request.getfixturevalue("other_kind" if other else "new_site")
    target = target if other else target()  # type: ignore[operator]
    shutil.copy(kept.key_file, target.key_file)
    target.run("restore", str(backup))
    out = target.folder / "cv.pdf"
    target.run("document", "save", WHO, "cv-1", "--out", str(out))
    assert out.read_bytes() == CV
    target.run("audit", "verify")


# -- held against the log -------------------------------------------------------------------------------------------------
def test_a_file_that_is_missing_changed_or_nobody_s_is_found_and_located(kept: Site) -> None:
    kept.run("audit", "checkpoint")
    with kept.opened() as journey:
        keep(journey, "cv-2")
        keep(journey, "cv-3")
    assert "3 sealed files are what the log says" in kept.run("audit", "verify").err
    change(kept, "DELETE FROM documents WHERE document = 'cv-1'")
    change(kept, "UPDATE documents SET sealed = :other WHERE document = 'cv-2'", other=b"x" * 60)
    change(kept, "UPDATE documents SET digest = :other WHERE document = 'cv-3'", other="0" * 64)
    assert sorted(findings(kept), key=str) == [
        ("document_changed", "document_kept"),
        ("document_missing", "document_kept"),
        ("document_missing", "document_kept"),
        ("document_unknown", None),
    ]
    assert "4 sealed files not as the log says" in kept.run("doctor", code=1).out
    kept.run("audit", "checkpoint")  # the log itself is what it was
    with kept.opened() as journey:
        office = office_of(journey)
        person = office.person(stream_of(journey, WHO))
        with pytest.raises(CheckFailed):
            documents.read(office, journey.actor, person, "cv-2", "test")


def test_a_missing_file_does_not_hide_that_the_checkpoints_were_taken_away(kept: Site) -> None:
    kept.run("audit", "checkpoint")
    (kept.folder / "checkpoints.txt").unlink()
    change(kept, "DELETE FROM documents")
    told = json.loads(kept.run("audit", "verify", "--format", "json", code=1).out)["findings"]
    assert {one["what"] for one in told} == {"no_checkpoint", "document_missing"}


def test_one_person_s_file_in_another_s_place_is_found(kept: Site) -> None:
    with kept.opened() as journey:
        keep(journey, "cv-1", who="p-2", entry="hers")
        hers = stream_of(journey, "p-2").hex
    change(kept, "DELETE FROM documents WHERE stream = :hers", hers=hers)
    change(kept, "UPDATE documents SET stream = :hers", hers=hers)
    assert ("document_changed", "document_kept") in findings(kept)


# -- the person's own -------------------------------------------------------------------------------------------------------
def test_the_person_gets_the_files_beside_the_page_and_both_in_plain_words(kept: Site) -> None:
    with kept.opened() as journey:
        keep(journey, "../../evil", entry="odd")
        keep(journey, "gone", entry="gone")
    kept.run("document", "remove", WHO, "gone")
    out = kept.folder / "own"
    kept.run("export", "person", WHO, "--out", str(out))
    page = (out / "index.html").read_text(encoding="utf-8")
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert files == ["data.json", "documents/01-cv.pdf", "documents/02-cv.pdf", "index.html"]
    assert all((out / name).read_bytes() == CV for name in files if name.endswith(".pdf"))
    assert page.count('href="documents/') == 2
    assert "Ett dokument sparades" in page
    assert "Ett dokument togs bort" in page
    assert "Maja Hemlig.pdf" in page
    told = json.loads((out / "data.json").read_text(encoding="utf-8"))["documents"]
    assert [one["file"] for one in told] == ["documents/01-cv.pdf", "documents/02-cv.pdf"]


def test_nothing_of_a_document_but_its_kind_leaves_in_an_export(kept: Site) -> None:
    out = kept.folder / "events.jsonl"
    kept.run("export", "events", "--programme", PROGRAMME, "--as-of", str(NOW.date()), "--out", str(out))
    [told] = [line for line in map(json.loads, out.read_text().splitlines()) if line["type"] == "document_kept"]
    assert set(told) & {"document", "file", "format", "size", "digest"} == set()
    assert told["kind"] == "cv"
