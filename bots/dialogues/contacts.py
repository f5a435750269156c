"""Log a contact, or a contact with an employer, in a few taps. What was already chosen is kept in the chat's draft."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args
from uuid import UUID

from bots.dialogues import menus, portraits, today
from bots.dialogues.pages import page
from bots.dialogues.talk import Choice, Talk
from bots.states import Staff
from journey.domain.errors import WrongInput
from journey.domain.events import participant as facts
from journey.domain.events import work
from services import contacts
from services.changes import Changed
from services.contacts import Contact, EmployerContact
from services.people import Person
from services.permissions import Permission

_ACTIVITIES = ("mapping", "job_search", "workplace", "benefits", "authority", "everyday_support", "other")
_MINUTES = (15, 30, 45, 60, 90)
_EMPLOYERS = 6
_OTHERS = "more"
_LONGEST = 200


async def begin(talk: Talk, stream: str) -> None:
    """How did you meet?"""
    person = await portraits.of(talk, stream, Permission.WRITE_FACTS)
    _form(talk, person, "contact")
    rows = _rows(talk, "mode", get_args(facts.Mode), "mode")
    await talk.say("contact-mode", *rows, _out(talk))


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
    text = "\n".join([talk.text("employer-which"), *part.line(talk)])
    await talk.say_plainly(text, *rows, [talk.choice("staff:form:employer:other", "employer-other")], _out(talk))


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
    if form is None or talk.turn.chat.state not in (Staff.form.state, Staff.words.state, Staff.employer_name.state):
        await menus.staff(talk, "stale")
        return
    talk.turn.chat.state = Staff.form.state
    if key == "save":
        await _save(talk, form)
        return
    await portraits.of_form(talk)
    if key in ("mode", "who", "competitive", "follows", "activity", "minutes", "on", "ask", "employer"):
        await _choose(talk, form, key, value)
    else:
        await menus.staff(talk, "stale")


async def _choose(talk: Talk, form: dict[str, Any], key: str, value: str) -> None:
    if key == "ask":
        await _ask(talk, value)
        return
    if key == "employer":
        if value == "other":
            talk.turn.chat.state = Staff.employer_name.state
            await talk.say("employer-name", _out(talk))
            return
        if value.startswith(f"{_OTHERS}:"):
            person = await portraits.of_form(talk)
            await _employers(talk, person, form, value.removeprefix(f"{_OTHERS}:"))
            return
        known = form.get("known", [])
        if not value.isdecimal() or int(value) >= len(known):
            await menus.staff(talk, "stale")
            return
        value = known[int(value)]
    form[key] = _value(talk, key, value)
    await _next(talk, form)


def _value(talk: Talk, key: str, value: str) -> Any:
    if key == "on":
        days = int(value) if value.isdecimal() else 0
        return (talk.office.today() - timedelta(days=days)).isoformat()
    if key == "minutes":
        return int(value) if value.isdecimal() else None
    return value


async def _next(talk: Talk, form: dict[str, Any]) -> None:
    """The next thing that is needed; when nothing is, what will be saved."""
    if form["kind"] == "employer":
        if "mode" not in form:
            await talk.say(
                "employer-mode", *_rows(talk, "mode", get_args(work.ContactMode), "employer-mode"), _out(talk)
            )
            return
        if "who" not in form:
            await talk.say(
                "employer-who", *_rows(talk, "who", ("coach", "participant", "both"), "employer-who", 3), _out(talk)
            )
            return
        if "competitive" not in form:
            await talk.say("employer-competitive", *_rows(talk, "competitive", ("yes", "no"), "answer"), _out(talk))
            return
        if "follows" not in form:
            await talk.say(
                "employer-follows", *_rows(talk, "follows", ("yes", "no", "unknown"), "answer", 3), _out(talk)
            )
            return
    await _confirm(talk, form)


async def _confirm(talk: Talk, form: dict[str, Any]) -> None:
    parts = [talk.text(f"{'employer-mode' if form['kind'] == 'employer' else 'mode'}-{form['mode'].replace('_', '-')}")]
    if form["kind"] == "employer":
        parts.insert(0, str(form["employer"]))
        parts.append(talk.text(f"employer-who-{form['who']}"))
    parts.append(talk.day(date.fromisoformat(form["on"])))
    for key, words in (("activity", "activity"), ("minutes", "minutes")):
        if form.get(key):
            parts.append(
                talk.text(f"{words}-{form[key].replace('_', '-')}")
                if key == "activity"
                else talk.text("minutes-count", count=form[key])
            )
    if form.get("note"):
        parts.append(talk.text("form-has-note"))
    more = ("on", "note") if form["kind"] == "employer" else ("on", "activity", "minutes", "note")
    await talk.say(
        "form-confirm",
        [talk.choice("staff:form:save", "button-save")],
        *_rows(talk, "ask", more, "form-ask", 4),
        _out(talk),
        what=", ".join(parts),
    )


async def _ask(talk: Talk, what: str) -> None:
    if what == "on":
        rows = [[talk.choice(f"staff:form:on:{days}", f"form-on-{days}") for days in (0, 1, 2)]]
        await talk.say("form-on", *rows, _out(talk))
    elif what == "activity":
        await talk.say("form-activity", *_rows(talk, "activity", _ACTIVITIES, "activity"), _out(talk))
    elif what == "minutes":
        rows = [[talk.choice(f"staff:form:minutes:{count}", "minutes-count", count=count) for count in _MINUTES]]
        await talk.say("form-minutes", *rows, _out(talk))
    elif what == "note":
        talk.turn.chat.state = Staff.words.state
        await talk.say("form-note", _out(talk))
    else:
        await menus.staff(talk, "stale")


async def words_typed(talk: Talk, text: str) -> None:
    """A note to what is being logged."""
    await portraits.of_form(talk)
    form = talk.data["form"]
    if "mode" not in form:
        await menus.staff(talk, "stale")
        return
    form["note"] = text
    talk.turn.chat.state = Staff.form.state
    await _confirm(talk, form)


async def employer_typed(talk: Talk, text: str) -> None:
    """The name or reference of an employer that is not in the list."""
    await portraits.of_form(talk)
    form, plain = talk.data["form"], " ".join(text.split())
    if not plain or len(plain) > _LONGEST:
        raise WrongInput("employer: a name of at most 200 characters")
    form["employer"] = plain
    talk.turn.chat.state = Staff.form.state
    await _next(talk, form)


async def _save(talk: Talk, form: dict[str, Any]) -> None:
    """Record it, and say which deadlines it has met."""
    if "mode" not in form:
        await menus.staff(talk, "stale")
        return
    on, note = date.fromisoformat(form["on"]), form.get("note")
    contact = _employer(form) if form["kind"] == "employer" else _contact(form)
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
    await talk.say("form-saved")
    for name in _settled(changed):
        await talk.say("form-met", rule=name)
    await menus.staff(talk, "staff-more")


def _settled(changed: Changed) -> list[str]:
    """The names of the rules whose deadlines wait no more, in the programme's own order."""
    rules = {deadline.rule for deadline in changed.settled}
    known = changed.person.programme.rules if changed.person else ()
    return list(dict.fromkeys(rule.name for rule in known if rule.id in rules))


def _contact(form: dict[str, Any]) -> Contact:
    return Contact(mode=form["mode"], activity=form.get("activity"), minutes=form.get("minutes"))


def _employer(form: dict[str, Any]) -> EmployerContact:
    return EmployerContact(
        employer=form["employer"],
        mode=form["mode"],
        who=form["who"],
        competitive=form["competitive"] == "yes",
        follows_preferences={"yes": True, "no": False}.get(form.get("follows", "")),
    )
