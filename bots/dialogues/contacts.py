"""Log a contact, or a contact with an employer, in a few taps. What was already chosen is kept in the chat's draft."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args
from uuid import UUID

from bots.dialogues import contact_forms as forms
from bots.dialogues import days, menus, portraits, today
from bots.dialogues.pages import page
from bots.dialogues.talk import Choice, Talk
from bots.states import Staff
from journey.domain.errors import WrongInput
from journey.domain.events import codes, work
from services import contacts
from services.people import Person
from services.permissions import Permission

_ACTIVITIES = ("mapping", "job_search", "workplace", "benefits", "authority", "everyday_support", "other")
_MINUTES = (15, 30, 45, 60, 90)
_EMPLOYERS = 6
_OTHERS = "more"
_LONGEST = 200
_FORMS = (Staff.form.state, Staff.words.state, Staff.employer_name.state, Staff.day.state)
_EMPLOYER_STEPS: tuple[tuple[str, tuple[str, ...], str, int], ...] = (
    ("mode", get_args(work.ContactMode), "employer-mode", 2),
    ("who", ("coach", "participant", "both"), "employer-who", 3),
    ("competitive", ("yes", "no"), "answer", 2),
    ("follows", ("yes", "no", "unknown"), "answer", 3),
)
"""What is asked beside the employer: the key, its answers, their words, and how many stand in a row."""
_DAYS = 3
"""How many days back can be pressed; any other is written."""


async def begin(talk: Talk, stream: str) -> None:
    """How did you meet?"""
    person = await portraits.of(talk, stream, Permission.WRITE_FACTS)
    _form(talk, person, "contact")
    rows = _rows(talk, "mode", get_args(codes.Mode), "mode")
    await portraits.say(talk, person, "contact-mode", *rows, _out(talk))


async def begin_employer(talk: Talk, stream: str) -> None:
    """Which employer?"""
    person = await portraits.of(talk, stream, Permission.WRITE_FACTS)
    form = _form(talk, person, "employer")
    await _employers(talk, person, form, "")


async def _employers(talk: Talk, person: Person, form: dict[str, Any], start: str) -> None:
    """A few employers to choose from, the likeliest first, and the way to the others."""
    part = page(await talk.ask(today.employers, talk.office, person), start, _EMPLOYERS)
    form["known"] = [reference for reference, _ in part.shown]
    rows = [[(f"staff:form:employer:{number}", name)] for number, (_, name) in enumerate(part.shown)]
    rows += part.way(talk, f"staff:form:employer:{_OTHERS}")
    other = [talk.choice("staff:form:employer:other", "employer-other")]
    more = "".join(f"\n{line}" for line in part.line(talk))
    await portraits.say(talk, person, "employer-which", *rows, other, _out(talk), more=more)


def _form(talk: Talk, person: Person, kind: str) -> dict[str, Any]:
    talk.turn.chat.state = Staff.form.state
    form = {"kind": kind, "stream": person.stream.hex, "entry": talk.turn.entry, "on": talk.office.today().isoformat()}
    talk.data["form"] = form
    return form


def _rows(talk: Talk, key: str, options: tuple[str, ...], words: str, wide: int = 2) -> list[list[Choice]]:
    buttons = [talk.choice(f"staff:form:{key}:{name}", f"{words}-{name.replace('_', '-')}") for name in options]
    return [buttons[start : start + wide] for start in range(0, len(buttons), wide)]


def _out(talk: Talk) -> list[Choice]:
    return [talk.choice("staff:menu", "button-cancel")]


async def pressed(talk: Talk, choice: str) -> None:
    """A choice in the form that is open."""
    form = talk.data.get("form")
    key, _, value = choice.partition(":")
    if form is None or talk.turn.chat.state not in _FORMS:
        await menus.staff(talk, "stale")
        return
    talk.turn.chat.state = Staff.form.state
    if key == "save":
        await _save(talk, form)
        return
    person = await portraits.of_form(talk)
    if key == "ask":
        await _ask(talk, person, value)
    elif key == "employer":
        await _employer_chosen(talk, person, form, value)
    elif key == "on" and value.isdecimal() and int(value) < _DAYS:
        await _dated(talk, person, form, talk.office.today() - timedelta(days=int(value)))
    elif key in ("mode", "who", "competitive", "follows", "activity", "minutes"):
        form[key] = _value(key, value)
        await _next(talk, person, form)
    else:
        await menus.staff(talk, "stale")


async def _employer_chosen(talk: Talk, person: Person, form: dict[str, Any], value: str) -> None:
    known = form.get("known", [])
    if value == "other":
        talk.turn.chat.state = Staff.employer_name.state
        await portraits.say(talk, person, "employer-name", _out(talk))
    elif value.startswith(f"{_OTHERS}:"):
        await _employers(talk, person, form, value.removeprefix(f"{_OTHERS}:"))
    elif value.isdecimal() and int(value) < len(known):
        form["employer"] = known[int(value)]
        await _next(talk, person, form)
    else:
        await menus.staff(talk, "stale")


def _value(key: str, value: str) -> Any:
    if key == "minutes":
        return int(value) if value.isdecimal() else None
    return value


async def _next(talk: Talk, person: Person, form: dict[str, Any]) -> None:
    """The next thing that is needed; when nothing is, what will be saved."""
    missing = next((step for step in _EMPLOYER_STEPS if step[0] not in form), None)
    if form["kind"] != "employer" or missing is None:
        await _confirm(talk, person, form)
        return
    key, options, words, wide = missing
    await portraits.say(talk, person, f"employer-{key}", *_rows(talk, key, options, words, wide), _out(talk))


async def _confirm(talk: Talk, person: Person, form: dict[str, Any]) -> None:
    more = ("on", "note") if form["kind"] == "employer" else ("on", "activity", "minutes", "note")
    await portraits.say(
        talk,
        person,
        "form-confirm",
        [talk.choice("staff:form:save", "button-save")],
        *_rows(talk, "ask", more, "form-ask", 4),
        _out(talk),
        what=forms.in_words(talk, form),
    )


async def _ask(talk: Talk, person: Person, what: str) -> None:
    if what == "on":
        rows = [[talk.choice(f"staff:form:on:{days}", f"form-on-{days}") for days in range(_DAYS)]]
        talk.turn.chat.state = Staff.day.state
        await portraits.say(talk, person, "form-on", *rows, _out(talk))
    elif what == "activity":
        await portraits.say(
            talk, person, "form-activity", *_rows(talk, "activity", _ACTIVITIES, "activity"), _out(talk)
        )
    elif what == "minutes":
        rows = [[talk.choice(f"staff:form:minutes:{count}", "minutes-count", count=count) for count in _MINUTES]]
        await portraits.say(talk, person, "form-minutes", *rows, _out(talk))
    elif what == "note":
        talk.turn.chat.state = Staff.words.state
        await portraits.say(talk, person, "form-note", _out(talk))
    else:
        await menus.staff(talk, "stale")


async def day_typed(talk: Talk, text: str) -> None:
    """Another day, in words: `i måndags`, `3/11`, `two weeks ago`."""
    person, form = await portraits.of_form(talk), talk.data["form"]
    spoken = days.read(talk.texts, text, talk.office.today(), ahead=False)
    if spoken is None or spoken.day is None:
        await portraits.say(talk, person, "form-on-unclear", _out(talk))
    else:
        await _dated(talk, person, form, spoken.day)


async def _dated(talk: Talk, person: Person, form: dict[str, Any], day: date) -> None:
    """Take the day, where it can be one: not to come, and not before the referral; else say why not, and ask again."""
    talk.turn.chat.state = Staff.day.state
    first = contacts.first_day(person)
    if day > talk.office.today():
        await portraits.say(talk, person, "form-on-ahead", _out(talk), day=talk.day(day))
    elif day < first:
        await portraits.say(talk, person, "form-on-before", _out(talk), day=talk.day(day), first=talk.day(first))
    else:
        form["on"], talk.turn.chat.state = day.isoformat(), Staff.form.state
        await _next(talk, person, form)


async def words_typed(talk: Talk, text: str) -> None:
    """A note to what is being logged."""
    person, form = await portraits.of_form(talk), talk.data["form"]
    if "mode" not in form:
        await menus.staff(talk, "stale")
        return
    form["note"] = text
    talk.turn.chat.state = Staff.form.state
    await _confirm(talk, person, form)


async def employer_typed(talk: Talk, text: str) -> None:
    """The name or reference of an employer that is not in the list."""
    person, form, plain = await portraits.of_form(talk), talk.data["form"], " ".join(text.split())
    if not plain or len(plain) > _LONGEST:
        raise WrongInput("employer: a name of at most 200 characters")
    form["employer"] = plain
    talk.turn.chat.state = Staff.form.state
    await _next(talk, person, form)


async def _save(talk: Talk, form: dict[str, Any]) -> None:
    """Record it, and say which deadlines it has met."""
    if "mode" not in form:
        await menus.staff(talk, "stale")
        return
    on, note = date.fromisoformat(form["on"]), form.get("note")
    contact = forms.as_contact(form)
    stream = UUID(form["stream"])
    changed = await talk.ask(
        contacts.log,
        talk.office,
        talk.actor,
        stream,
        contact,
        form["entry"],
        on=on,
        note=note,
        begin=portraits.just_read(talk, stream),
    )
    talk.turn.about = stream
    talk.turn.trusted.add(stream)  # it was permitted just now
    talk.data.pop("form", None)
    met = "".join(f"\n{talk.text('form-met', rule=name)}" for name in forms.settled(changed))
    if changed.person is not None:
        await portraits.say(talk, changed.person, "form-saved", what=forms.in_words(talk, form), met=met)
    await menus.staff(talk, "staff-more")
