"""The read models' tables. They hold nothing that the log does not, and no status: statuses depend on the day."""

from __future__ import annotations

import sqlalchemy as sa

SHAPE = 7
"""Raised whenever a table below, or what is worked out into it, changes: an older store is derived anew at a start."""
SHAPE_NAME = "shape"
"""The row of `rm_position` that says which shape the tables have."""

metadata = sa.MetaData()


def _stream() -> sa.Column[str]:
    return sa.Column("stream", sa.String(32), primary_key=True)


position = sa.Table(
    "rm_position",
    metadata,
    sa.Column("name", sa.String(20), primary_key=True),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("latest", sa.String(40), nullable=False),  # the latest record time among the events taken in
)
participants = sa.Table(
    "rm_participants",
    metadata,
    _stream(),
    sa.Column("programme", sa.String(40), nullable=False, index=True),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("phase", sa.String(20)),
    sa.Column("episode", sa.Integer),
    sa.Column("coach", sa.String(200)),
    sa.Column("identity", sa.String(10)),
    sa.Column("known_since", sa.Date, nullable=False),
    sa.Column("opened", sa.Date),
    sa.Column("asked_at", sa.String(40)),  # when the stay's first move was recorded, in UTC: who came first of a day
    sa.Column(
        "asked_event", sa.Integer
    ),  # that move's version in its stream: who came first of a file imported at once
    sa.Column("waiting_since", sa.Date),
    sa.Column("enrolled", sa.Date),
    sa.Column("ended", sa.Date),
    sa.Column("next_rule", sa.String(100)),
    sa.Column("next_due", sa.Date),
    sa.Column("state_since", sa.Date),  # the day they came to the state they are in
    sa.Column("last_contact", sa.Date),
    sa.Column("coach_since", sa.Date),  # the day the coach they have became it
    sa.Column("erased", sa.Boolean, nullable=False),
    sa.Column("check_ins", sa.Boolean, nullable=False),  # whether they want to be asked once a week how it goes
    sa.Index("rm_participants_coach", "programme", "coach"),
)
sa.Index("rm_participants_check_ins", participants.c.check_ins)
deadlines = sa.Table(
    "rm_deadlines",
    metadata,
    _stream(),
    sa.Column("rule", sa.String(100), primary_key=True),
    sa.Column("occurrence", sa.String(500), primary_key=True),
    sa.Column("programme", sa.String(40), nullable=False),
    sa.Column("episode", sa.Integer),
    sa.Column("opened", sa.Date, nullable=False),
    sa.Column("due", sa.Date),
    sa.Column("warn_on", sa.Date),
    sa.Column("met_on", sa.Date),
    sa.Column("settled_on", sa.Date),
    sa.Column("next_on", sa.Date),
)
sa.Index(
    "rm_deadlines_next",
    deadlines.c.next_on,
    sqlite_where=deadlines.c.next_on.is_not(None),
    postgresql_where=deadlines.c.next_on.is_not(None),
)
alerts = sa.Table(
    "rm_alerts",
    metadata,
    _stream(),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("programme", sa.String(40), nullable=False, index=True),
    sa.Column("rule", sa.String(100), nullable=False),
    sa.Column("occurrence", sa.String(500), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("due", sa.Date, nullable=False),
    sa.Column("raised", sa.Date, nullable=False),
    sa.Column("told", sa.String(1000), nullable=False),
)
coaches = sa.Table(
    "rm_coaches",
    metadata,
    _stream(),
    sa.Column("coach", sa.String(200), primary_key=True),
    sa.Column("programme", sa.String(40), nullable=False),
    sa.Column("fte", sa.Float, nullable=False),
    sa.Column("left", sa.Boolean, nullable=False),
)
co_coaches = sa.Table(
    "rm_co_coaches",
    metadata,
    _stream(),
    sa.Column("coach", sa.String(200), primary_key=True),
    sa.Column("programme", sa.String(40), nullable=False),
)
notes = sa.Table(  # reminders and questions that are open: whom each waits for, and from which day
    "rm_notes",
    metadata,
    _stream(),
    sa.Column("note", sa.String(200), primary_key=True),
    sa.Column("programme", sa.String(40), nullable=False),
    sa.Column("waits_for", sa.String(200), nullable=False, index=True),
    sa.Column("since", sa.Date, nullable=False),
)
employers = sa.Table(
    "rm_employers",
    metadata,
    _stream(),
    sa.Column("employer", sa.String(200), primary_key=True),
    sa.Column("programme", sa.String(40), nullable=False),
    sa.Column("name", sa.String(200)),
    sa.Column("industry", sa.String(200)),
    sa.Column("sector", sa.String(20)),
    sa.Column("registered", sa.Date),
    sa.Column("visits", sa.Integer, nullable=False),
    sa.Column("last_visit", sa.Date),
    sa.Column("agreement", sa.Date),
)
appointments = sa.Table(
    "rm_appointments",
    metadata,
    _stream(),
    sa.Column("appointment", sa.String(200), primary_key=True),
    sa.Column("programme", sa.String(40), nullable=False),
    sa.Column("at", sa.String(40), nullable=False, index=True),  # in UTC, so that the order of texts is that of times
    sa.Column("standing", sa.String(10), nullable=False),
    sa.Column("confirmed", sa.Boolean, nullable=False),
    sa.Column("asked", sa.Boolean, nullable=False),
)
messages = sa.Table(
    "rm_messages",
    metadata,
    _stream(),
    sa.Column("message", sa.String(500), primary_key=True),
    sa.Column("programme", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("after", sa.String(40), nullable=False),
    sa.Column("expires", sa.String(40), nullable=False),
    sa.Column("standing", sa.String(10), nullable=False, index=True),
)
tasks = sa.Table(
    "rm_tasks",
    metadata,
    _stream(),
    sa.Column("task", sa.String(200), primary_key=True),
    sa.Column("programme", sa.String(40), nullable=False, index=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("told", sa.String(1000), nullable=False),
    sa.Column("opened", sa.String(40), nullable=False),
    sa.Column("taken_by", sa.String(200)),
    sa.Column("done", sa.Boolean, nullable=False),
)
OF_STREAM: tuple[sa.Table, ...] = (
    participants,
    deadlines,
    alerts,
    coaches,
    co_coaches,
    notes,
    employers,
    appointments,
    messages,
    tasks,
)
"""The tables whose rows belong to one stream, and are refreshed with it."""
