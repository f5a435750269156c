"""Has a questionnaire that is due asked in the person's chat."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from starlette.responses import Response

from app.desk.pages.recording import draft_of
from app.desk.visit import Visit
from bots.outbox import answers
from services import correspondence, questionnaires
from services.permissions import Permission


def send(visit: Visit) -> Response:
    """Keep that it is sent, and put it into the chat; pressed twice, it is sent once."""
    person, draft = visit.person(Permission.WRITE_FACTS), draft_of(visit)
    asked = str(visit.form.get("instrument") or ""), str(visit.form.get("moment") or "")
    if not correspondence.can_ask(visit.office, person, asked[0]):  # no longer: they wanted no more messages meanwhile
        return visit.page("trouble.html", HTTPStatus.CONFLICT, trouble="unasked")
    touched = datetime.fromisoformat(correspondence.chats_of(visit.office, person.stream)[0].touched)
    questionnaires.send(visit.office, visit.actor, person, asked, f"desk-{draft}-{person.stream.hex}")
    answers.questionnaire(visit.office, visit.texts, person, f"questionnaire-{draft}")
    correspondence.notify(visit.office, visit.actor, person, f"questionnaire-{draft}", touched)
    return visit.go(f"/desk/p/{person.stream.hex}/questionnaires")
