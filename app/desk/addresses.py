"""Every address of the desk: who may ask for it at all, what answers, and what it needs of whoever comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from functools import partial

from app.desk.pages import (
    ask,
    asking,
    closing,
    correcting,
    documents,
    drafts,
    erasing,
    filing,
    glass,
    handover,
    kinds,
    meeting,
    messages,
    newcomers,
    notes,
    over_cap,
    people,
    person,
    recording,
    reports,
    several,
    sheets,
    team,
    today,
    together,
    views,
    waiting,
)
from app.desk.pages.office import erasures, health, looked, retention, review, rooms, staff
from app.desk.visit import Handler
from services.permissions import Permission

P = Permission


@dataclass(frozen=True, slots=True)
class Page:
    """One address of the desk: who may ask for it at all, and what answers."""

    path: str
    answer: Handler
    permission: Permission
    """What somebody must be permitted, with anybody at all, to be here; with whom, the page itself asks."""
    reads_for: str
    """The sort of page it is, as the access log says why somebody was read."""
    methods: tuple[str, ...] = ("GET",)
    _: KW_ONLY
    grave: bool = False
    """Whether somebody must have signed in again just now."""
    looks_back: bool = False
    """Whether it can show what held on an earlier day."""
    keeps_words: bool = False
    """Whether a form of an earlier session comes back to be looked through, instead of being refused."""
    with_file: bool = False
    """Whether a file may come with it."""


_BOTH = ("GET", "POST")

PAGES: Sequence[Page] = (
    Page("/desk", today.page, P.ENTER_DESK, "today"),
    Page("/desk/tasks/{place}", today.take, P.TAKE_TASK, "today", ("POST",)),
    Page("/desk/alerts/{place}", today.acknowledge, P.ACKNOWLEDGE, "today", ("POST",)),
    Page("/desk/people", people.page, P.READ_IDENTITY, "people"),
    Page("/desk/people/search", people.searched, P.READ_IDENTITY, "search", ("GET", "POST")),
    Page("/desk/people/views", views.save, P.READ_IDENTITY, "people", ("POST",)),
    Page("/desk/people/views/{view}/remove", views.remove, P.READ_IDENTITY, "people", ("POST",)),
    Page("/desk/people/sheets", sheets.begin, P.READ_IDENTITY, "sheet", ("POST",)),
    Page("/desk/people/sheets/{sheet}", sheets.page, P.READ_IDENTITY, "sheet"),
    Page("/desk/people/sheets/{sheet}/file", sheets.fetch, P.READ_IDENTITY, "sheet", ("POST",)),
    Page("/desk/people/waiting", waiting.page, P.READ_IDENTITY, "people"),
    Page("/desk/people/waiting/{person}/{draft}/offer", waiting.offer, P.OFFER_PLACE, "people", ("POST",)),
    Page("/desk/people/waiting/{person}/{draft}/take", waiting.take, P.TAKE_PERSON, "people", ("POST",)),
    Page("/desk/people/new", newcomers.begin, P.WRITE_REFERRAL, "people"),
    Page("/desk/people/new/{draft}", newcomers.form, P.WRITE_REFERRAL, "people"),
    Page("/desk/people/new/{draft}", newcomers.send, P.WRITE_REFERRAL, "people", ("POST",), keeps_words=True),
    Page("/desk/people/handover", handover.choose, P.ASSIGN, "handover"),
    Page("/desk/people/handover/{coach}", handover.begin, P.ASSIGN, "handover"),
    Page("/desk/people/handover/{coach}/{draft}", handover.form, P.ASSIGN, "handover"),
    Page("/desk/people/handover/{coach}/{draft}", handover.send, P.ASSIGN, "handover", ("POST",), keeps_words=True),
    Page("/desk/p/{person}", person.story, P.READ_IDENTITY, "person", looks_back=True),
    Page("/desk/p/{person}/deadlines", person.deadlines, P.READ_IDENTITY, "person", looks_back=True),
    Page("/desk/p/{person}/plan", partial(person.section, "plan"), P.READ_IDENTITY, "person", looks_back=True),
    Page("/desk/p/{person}/work", partial(person.section, "work"), P.READ_IDENTITY, "person", looks_back=True),
    Page("/desk/p/{person}/network", partial(person.section, "network"), P.READ_IDENTITY, "person", looks_back=True),
    Page(
        "/desk/p/{person}/questionnaires",
        partial(person.section, "questionnaires"),
        P.READ_IDENTITY,
        "person",
        looks_back=True,
    ),
    Page("/desk/p/{person}/questionnaires/{draft}", asking.send, P.WRITE_FACTS, "person", ("POST",)),
    Page("/desk/p/{person}/notes", notes.page, P.READ_IDENTITY, "person"),
    Page("/desk/p/{person}/notes/{draft}/remind", notes.remind, P.READ_IDENTITY, "person", ("POST",), keeps_words=True),
    Page("/desk/p/{person}/notes/{note}/done", notes.finish, P.READ_IDENTITY, "today", ("POST",)),
    Page("/desk/p/{person}/notes/{draft}/ask", notes.ask, P.READ_IDENTITY, "person", ("POST",), keeps_words=True),
    Page(
        "/desk/p/{person}/questions/{note}/{draft}",
        notes.answer,
        P.READ_IDENTITY,
        "person",
        ("POST",),
        keeps_words=True,
    ),
    Page("/desk/p/{person}/ask/{draft}", over_cap.ask, P.WRITE_FACTS, "recording", ("POST",)),
    Page("/desk/p/{person}/closing", closing.page, P.WRITE_FACTS, "closing"),
    Page("/desk/p/{person}/summary/{reader}", closing.summary, P.READ_IDENTITY, "closing"),
    Page("/desk/p/{person}/glass", glass.page, P.BREAK_GLASS, "person", grave=True),
    Page("/desk/p/{person}/glass", glass.send, P.BREAK_GLASS, "person", ("POST",), grave=True, keeps_words=True),
    Page("/desk/p/{person}/erasure", erasing.page, P.DECIDE_ERASURE, "erasing", grave=True),
    Page(
        "/desk/p/{person}/erasure", erasing.send, P.DECIDE_ERASURE, "erasing", ("POST",), grave=True, keeps_words=True
    ),
    Page("/desk/p/{person}/unfiled", filing.page, P.READ_IDENTITY, "person"),
    Page("/desk/p/{person}/unfiled/{draft}", filing.send, P.WRITE_FACTS, "person", ("POST",)),
    Page("/desk/p/{person}/messages", messages.page, P.READ_IDENTITY, "messages"),
    Page("/desk/p/{person}/messages/{draft}", messages.send, P.WRITE_FACTS, "messages", ("POST",), keeps_words=True),
    Page("/desk/p/{person}/messages/{draft}/cancel", messages.cancel, P.WRITE_FACTS, "messages", ("POST",)),
    Page("/desk/p/{person}/documents", documents.page, P.READ_IDENTITY, "documents"),
    Page("/desk/p/{person}/documents/{version:int}", documents.show, P.READ_IDENTITY, "documents"),
    Page(
        "/desk/p/{person}/documents/{version:int}/remove",
        documents.remove,
        P.WRITE_FACTS,
        "documents",
        _BOTH,
        keeps_words=True,
    ),
    Page("/desk/p/{person}/documents/{draft}", documents.keep, P.WRITE_FACTS, "documents", ("POST",), with_file=True),
    Page("/desk/messages/several", several.page, P.WRITE_FACTS, "messages"),
    Page("/desk/messages/several/{draft}", several.send, P.WRITE_FACTS, "messages", ("POST",), keeps_words=True),
    Page("/desk/p/{person}/who-looked", person.who_looked, P.READ_IDENTITY, "person"),
    Page("/desk/p/{person}/new", kinds.page, P.WRITE_FACTS, "recording"),
    Page("/desk/p/{person}/new/{kind}", recording.begin, P.WRITE_FACTS, "recording"),
    Page("/desk/p/{person}/d/{draft}/{kind}", recording.form, P.WRITE_FACTS, "recording"),
    Page("/desk/p/{person}/d/{draft}/{kind}", recording.send, P.WRITE_FACTS, "recording", ("POST",), keeps_words=True),
    Page(
        "/desk/p/{person}/d/{draft}/{kind}/keep", drafts.keep, P.WRITE_FACTS, "recording", ("POST",), keeps_words=True
    ),
    Page("/desk/p/{person}/d/{draft}/{kind}/drop", drafts.drop, P.WRITE_FACTS, "recording", ("POST",)),
    Page("/desk/e/{person}/{version:int}", correcting.entry, P.READ_IDENTITY, "entry"),
    Page("/desk/e/{person}/{version:int}/strike", correcting.strike, P.STRIKE, "entry", _BOTH, keeps_words=True),
    Page("/desk/e/{person}/{version:int}/share", meeting.share, P.WRITE_FACTS, "entry", ("POST",)),
    Page("/desk/m/{person}/{version:int}", meeting.page, P.READ_IDENTITY, "meeting"),
    Page("/desk/new/{kind}/several", together.begin, P.WRITE_FACTS, "together"),
    Page("/desk/several/{draft}/{kind}", together.form, P.WRITE_FACTS, "together"),
    Page("/desk/several/{draft}/{kind}", together.send, P.WRITE_FACTS, "together", ("POST",), keeps_words=True),
    Page("/desk/office", rooms.index, P.ENTER_DESK, "office"),
    Page("/desk/office/looked", looked.page, P.READ_ACCESS_LOG, "office"),
    Page("/desk/office/review", review.page, P.REVIEW_ACCESS, "office"),
    Page("/desk/office/review", review.draw, P.REVIEW_ACCESS, "office", ("POST",)),
    Page("/desk/office/review/{draw}", review.sample, P.REVIEW_ACCESS, "office"),
    Page("/desk/office/review/{draw}/sign", review.sign, P.REVIEW_ACCESS, "office", _BOTH, grave=True),
    Page("/desk/office/erasures", erasures.page, P.CARRY_OUT_ERASURE, "office"),
    Page("/desk/office/erasures/{case}", erasures.ask, P.CARRY_OUT_ERASURE, "office", grave=True),
    Page("/desk/office/erasures/{case}", erasures.carry_out, P.CARRY_OUT_ERASURE, "office", ("POST",), grave=True),
    Page("/desk/office/retention", retention.page, P.CARRY_OUT_ERASURE, "office"),
    Page("/desk/office/staff", staff.page, P.MANAGE_STAFF, "office"),
    Page("/desk/office/staff/new", staff.new, P.MANAGE_STAFF, "office", _BOTH, grave=True),
    Page("/desk/office/staff/{staff}", staff.colleague, P.MANAGE_STAFF, "office"),
    Page("/desk/office/staff/{staff}/invite", staff.invite, P.MANAGE_STAFF, "office", _BOTH, grave=True),
    Page("/desk/office/staff/{staff}/lost", staff.lose, P.MANAGE_STAFF, "office", _BOTH, grave=True),
    Page("/desk/office/staff/{staff}/disable", staff.disable, P.MANAGE_STAFF, "office", _BOTH, grave=True),
    Page("/desk/office/health", health.page, P.MANAGE_SYSTEM, "office"),
    Page("/desk/team", team.page, P.RECORD_MEETING, "team"),
    Page("/desk/team/new/{kind}", team.begin, P.RECORD_MEETING, "team"),
    Page("/desk/team/d/{draft}/{kind}", team.form, P.RECORD_MEETING, "team"),
    Page("/desk/team/d/{draft}/{kind}", team.send, P.RECORD_MEETING, "team", ("POST",), keeps_words=True),
    Page(
        "/desk/team/d/{draft}/{kind}/keep", drafts.keep_of_team, P.RECORD_MEETING, "team", ("POST",), keeps_words=True
    ),
    Page("/desk/team/d/{draft}/{kind}/drop", drafts.drop_of_team, P.RECORD_MEETING, "team", ("POST",)),
    Page("/desk/ask", ask.page, P.VERIFY, "ask"),
    Page("/desk/ask/discrepancies", ask.discrepancies, P.READ_FACTS, "ask"),
    Page("/desk/ask/log", ask.compare, P.VERIFY, "ask", ("POST",)),
    Page("/desk/reports", reports.index, P.READ_REPORTS, "reports"),
    Page("/desk/reports/{kind}", reports.page, P.READ_REPORTS, "reports"),
    Page("/desk/reports/{kind}", reports.keep, P.READ_REPORTS, "reports", ("POST",)),
)
"""Every page of the desk."""
