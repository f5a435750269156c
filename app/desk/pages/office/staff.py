"""Staff: who may enter and how they stand; letting somebody in, giving them a way in by passkey, putting them out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from urllib.parse import quote

from starlette.responses import Response

from app.desk.installation import Given
from app.desk.visit import Visit
from journey.domain import addresses
from services import staffing, team
from services.acting import journey_of
from services.permissions import STAFF
from services.staffing import Colleague

_HOME = "/desk/office/staff"
_REFERENCE = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_LONGEST = 200
_DONE = ("disabled",)


@dataclass(frozen=True, slots=True)
class Line:
    """One post in words."""

    name: str
    reference: str
    role: str
    state: str
    seen: str
    path: str | None
    """Its page; None for the post of whoever asks, and for who may enter no more."""


def page(visit: Visit) -> Response:
    """Everybody who was ever let in, those who may enter first."""
    lines = [_line(visit, one) for one in staffing.colleagues(visit.office, visit.actor)]
    done = visit.request.query_params.get("done", "")
    return visit.page("office/staff.html", lines=lines, done=done if done in _DONE else None)


def _line(visit: Visit, one: Colleague) -> Line:
    own, out = one.person == visit.actor.name, one.state == "disabled"
    links = visit.installation.links
    at = links.seen(one.person) if links else None
    return Line(
        visit.words.staff_name(one.staff),
        one.person,
        visit.t(f"desk-role-{one.role}"),
        visit.t(f"office-state-{one.state}", day=visit.written(one.until or one.since or visit.today)),
        visit.moment(at) if at else visit.t("office-not-known"),
        None if own or out else _address(one.staff),
    )


def _address(staff: str) -> str:
    return f"{_HOME}/{quote(staff, safe=':')}"


# --- letting somebody in --------------------------------------------------------------------------------------------
def new(visit: Visit) -> Response:
    """The form for somebody new; and, once it is sent, what they get."""
    if visit.request.method == "GET":
        return _form(visit, {}, {})
    given = {key: str(visit.form.get(key) or "").strip() for key in ("role", "reference", "name", "email")}
    wrong = _wrong(visit, given)
    if wrong:
        return _form(visit, given, wrong)
    staff = f"{given['role']}:{given['reference']}"
    journey = journey_of(visit.office, visit.actor)
    programme = visit.actor.programme or ""
    team.add(journey, programme, staff, given["name"], given["email"] or None, visit.office.public_url)
    visit.office.announce()
    return _give(visit, staff, fresh=True)


def _form(visit: Visit, given: dict[str, str], wrong: dict[str, str]) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return visit.page("office/staff_new.html", status, given=given, wrong=wrong, roles=STAFF)


def _wrong(visit: Visit, given: dict[str, str]) -> dict[str, str]:
    """What is wrong with a form, by question."""
    wrong, taken = {}, {one.staff for one in staffing.colleagues(visit.office, visit.actor) if one.state != "disabled"}
    if given["role"] not in STAFF:
        wrong["role"] = visit.t("office-staff-no-role")
    if not given["name"] or len(given["name"]) > _LONGEST:
        wrong["name"] = visit.t("office-staff-no-name")
    if not _REFERENCE.fullmatch(given["reference"]):
        wrong["reference"] = visit.t("office-staff-no-reference")
    elif given["reference"] == visit.actor.name:
        wrong["reference"] = visit.t("office-staff-own")
    elif f"{given['role']}:{given['reference']}" in taken:
        wrong["reference"] = visit.t("office-staff-taken")
    if given["email"] and (len(given["email"]) > _LONGEST or addresses.email(given["email"]) is None):
        wrong["email"] = visit.t("office-staff-no-email")
    elif not wrong and not _takes(visit, given):
        wrong["email"] = visit.t("office-staff-another-email")
    return wrong


def _takes(visit: Visit, given: dict[str, str]) -> bool:
    """Whether the address told is one that this person may be let in with."""
    staff, journey = f"{given['role']}:{given['reference']}", journey_of(visit.office, visit.actor)
    return team.takes(journey, visit.actor.programme or "", staff, given["email"] or None)


# --- one colleague ----------------------------------------------------------------------------------------------------
def colleague(visit: Visit) -> Response:
    """One post, and what can be done about it."""
    one, links = _post(visit), visit.installation.links
    line, has = _line(visit, one), links.has_passkey(one.person) if links else False
    email = team.known_address(journey_of(visit.office, visit.actor), visit.actor.programme or "", one.staff)
    return visit.page("office/colleague.html", line=line, has=has, by_passkey=links is not None, email=email)


def _post(visit: Visit) -> Colleague:
    return staffing.colleague(visit.office, visit.actor, str(visit.request.path_params["staff"]))


def give(lost: bool, visit: Visit) -> Response:
    """A link to a passkey; where theirs is lost, it opens nothing from that moment."""
    one = _post(visit)
    if visit.request.method == "GET":
        what = "lost" if lost else "invite"
        return visit.page("office/staff_sure.html", line=_line(visit, one), what=what, path_=visit.request.url.path)
    return _give(visit, one.staff, lost=lost)


invite, lose = partial(give, False), partial(give, True)


def _give(visit: Visit, staff: str, *, lost: bool = False, fresh: bool = False) -> Response:
    """What became of the link: it is said once, and stands nowhere afterwards."""
    links, journey, given = visit.installation.links, journey_of(visit.office, visit.actor), None
    if links is None:
        how = "provider"
    elif fresh and links.has_passkey(staff.partition(":")[2]):
        how = "has"
    else:
        given = links.give(journey, staff, visit.language, lost=lost)
        how = _how(given)
    name, link = visit.words.staff_name(staff), given.link if given else None
    return visit.page(
        "office/staff_given.html", name=name, how=how, link=link, lost=lost, fresh=fresh, address=_address(staff)
    )


def _how(given: Given) -> str:
    if given.mailed:
        return "mailed"
    if given.link:
        return "link"
    return "failed" if given.addressed else "unaddressed"


def disable(visit: Visit) -> Response:
    """Put somebody out; first what that means."""
    one = _post(visit)
    if visit.request.method == "GET":
        return visit.page(
            "office/staff_sure.html", line=_line(visit, one), what="disable", path_=visit.request.url.path
        )
    team.disable(journey_of(visit.office, visit.actor), one.staff, visit.actor.programme)
    visit.office.announce()
    return visit.go(f"{_HOME}?done=disabled")
