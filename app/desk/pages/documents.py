"""Documents: a person's CV, forms and agreements – kept sealed, shown, and removed with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, get_args
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.responses import Response

from app.desk.forms.reading import text_of
from app.desk.pages.head import page_of
from app.desk.pages.reasons import wrong_reason
from app.desk.pages.recording import draft_of, entry_of, new_draft
from app.desk.visit import Visit
from journey.domain.errors import NotAllowed
from journey.domain.events.documents import DocumentKind
from journey.engine.document_formats import ENDINGS, NotTaken
from services import documents
from services.documents import Document, Upload
from services.people import Person
from services.permissions import Permission

KINDS: tuple[str, ...] = get_args(DocumentKind)
_MEDIA: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
_SHOWN = ("jpeg", "png")
"""Formats that a browser shows by itself in a sandbox; the others are opened by a program of their own."""
_SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One document in words."""

    address: str
    name: str
    kind: str
    day: str
    size: str
    by: str


def page(visit: Visit) -> Response:
    """Which documents are kept, and a form for another."""
    return _page(visit, visit.person())


def _page(
    visit: Visit, person: Person, draft: str | None = None, wrong: Mapping[str, str] | None = None, removes: str = ""
) -> Response:
    kept = documents.documents_of(visit.office, visit.actor, person, visit.why)
    return page_of(
        visit,
        person,
        "documents",
        "documents.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        kept=[_line(visit, person, one) for one in reversed(kept)],
        kinds=[(kind, visit.words.word("document_kept", "kind", kind)) for kind in KINDS],
        chosen=str(visit.form.get("kind") or ""),
        draft=draft or new_draft(),
        wrong=wrong or {},
        removes=removes,
        writes=visit.may(Permission.WRITE_FACTS, person),
        done=visit.request.query_params.get("done", ""),
    )


def _line(visit: Visit, person: Person, one: Document) -> Line:
    size = visit.t("desk-document-size", size=max(1, round(one.size / _THOUSAND)), format=ENDINGS[one.format].upper())
    return Line(
        f"/desk/p/{person.stream.hex}/documents/{one.version}",
        one.name,
        visit.words.word("document_kept", "kind", one.kind),
        visit.day(one.on),
        size,
        visit.words.who(one.by),
    )


def keep(visit: Visit) -> Response:
    """Keep a file; sent twice, it is kept once."""
    person, draft = visit.person(Permission.WRITE_FACTS), draft_of(visit)
    kind, file = str(visit.form.get("kind") or ""), visit.form.get("file")
    wrong = {} if kind in KINDS else {"kind": visit.t("desk-document-no-kind")}
    if not isinstance(file, UploadFile) or not file.filename:
        wrong["file"] = visit.t("desk-document-empty")
    if wrong or not isinstance(file, UploadFile):
        return _page(visit, person, draft, wrong)
    chosen: Any = kind  # one of them, see above
    upload = Upload(document=f"D-{draft}", kind=chosen, name=file.filename or "", content=file.file.read())
    try:
        documents.keep(visit.office, visit.actor, person.stream, upload, entry_of(draft))
    except NotTaken as error:
        return _page(visit, person, draft, {"file": visit.t(f"desk-document-{error.cause}")})
    return visit.go(f"/desk/p/{person.stream.hex}/documents?done=kept")


def show(visit: Visit) -> Response:
    """One document. Whatever it holds, a browser runs nothing of it and keeps none of it."""
    person = visit.person()
    one = _meant(visit, person)
    kept, content = documents.read(visit.office, visit.actor, person, one.document, visit.why)
    shown = kept.format in _SHOWN and "save" not in visit.request.query_params
    headers = {
        "Content-Disposition": f"{'inline' if shown else 'attachment'}; {_called(kept)}",
        "Content-Security-Policy": _SANDBOX,
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return Response(content, media_type=_MEDIA[kept.format], headers=headers)


def _called(one: Document) -> str:
    """What the file is called when it is saved: its own name, with the ending that its content has."""
    ending = f".{ENDINGS[one.format]}"
    own = one.name if one.name.casefold().endswith(ending) else f"{one.name}{ending}"
    return f"filename=\"document{ending}\"; filename*=UTF-8''{quote(own, safe='')}"


def _meant(visit: Visit, person: Person) -> Document:
    """The document of an address. Raises NotAllowed where there is none, or no longer."""
    version = visit.request.path_params["version"]
    kept = documents.documents_of(visit.office, visit.actor, person, visit.why)
    meant = [one for one in kept if one.version == version]
    if not meant:
        raise NotAllowed("there is no such document")
    return meant[0]


def remove(visit: Visit) -> Response:
    """Destroy a document, with the reason; without one yet, it is asked for."""
    person = visit.person(Permission.WRITE_FACTS)
    entry = f"remove-{person.stream.hex}-{visit.request.path_params['version']}"
    done, sent = visit.go(f"/desk/p/{person.stream.hex}/documents?done=removed"), visit.request.method == "POST"
    if sent and any(event.entry == entry for event in person.log):
        return done  # pressed twice, it was removed once
    one, reason = _meant(visit, person), text_of(visit.form, "reason")
    wrong = wrong_reason(visit, person, reason, "desk-document-why") if sent else None
    if not sent or not visit.sure or wrong:
        return _before_removal(visit, person, one, reason, {"reason": wrong} if wrong else {})
    documents.remove(visit.office, visit.actor, person.stream, one.document, entry, reason)
    return done


def _before_removal(visit: Visit, person: Person, one: Document, reason: str, wrong: Mapping[str, str]) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return page_of(
        visit,
        person,
        "documents",
        "document_remove.html",
        status=status if visit.sure else HTTPStatus.CONFLICT,
        again=not visit.sure,
        one=_line(visit, person, one),
        reason=reason,
        wrong=wrong,
        address=f"/desk/p/{person.stream.hex}/documents/{one.version}",
    )
