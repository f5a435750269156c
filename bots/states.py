"""Every state a chat can be in, in one place. A state's name is kept in the chat: renaming one strands drafts."""

from __future__ import annotations

from aiogram.fsm.state import State, StatesGroup


class Referral(StatesGroup):
    """The self-referral, one state a question."""

    language = State()
    welcome = State()
    programme = State()
    conditions = State()
    age = State()
    municipality = State()
    requires = State()
    work_wish = State()
    protected = State()
    name = State()
    reach = State()
    phone = State()
    email = State()
    gender = State()
    birth_year = State()
    education = State()
    words = State()
    reminders = State()
    summary = State()
    change = State()
    start_over = State()
    door = State()
    later = State()


class Mine(StatesGroup):
    """My journey: after something has been sent."""

    menu = State()
    talking = State()
    wish = State()
    cancelling = State()
    answering = State()
    contact = State()
    proving = State()


class Human(StatesGroup):
    """A human instead of a form: what is written answers no question. Once sent, talking is `Mine.talking`."""

    pause = State()
    talking = State()


class Staff(StatesGroup):
    """A colleague's chat."""

    menu = State()
    employer = State()
    employer_name = State()
    form = State()
    words = State()
    when = State()
    place = State()
    day = State()
    reason = State()
    replying = State()
    glass = State()
