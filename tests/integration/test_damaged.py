"""A store that somebody damaged: every command says so in one line, and says where to look."""

from pathlib import Path

import pytest

from tests.site import Site, cohort, take

pytestmark = pytest.mark.every_store

DAMAGE = {
    "an event that is a text": (
        "UPDATE {events} SET state = 'hello' WHERE {place} = 9",
        ["report", "flow", "--programme", "hudiksvall"],
        1,
        "journey audit verify",
    ),
    "a wrapped key of three bytes": (
        "UPDATE vault_keys SET wrapped = {bytes} WHERE stream <> '00000000000000000000000000000000'",
        ["participants"],
        1,
        "nobody's data is handed out; `journey audit verify` says which",
    ),
    "a sealed reference of one byte": (
        "UPDATE vault_references SET sealed = {bytes}",
        ["participants"],
        1,
        "nobody's data is handed out; `journey audit verify` says which",
    ),
    "a programme nobody knows": ("INSERT INTO programmes VALUES ('zzz')", ["replay"], 0, ""),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_store_is_told_in_one_line(site: Site, name: str) -> None:
    with site.opened() as journey:
        take(journey, cohort())
        sqlite = journey.engine.store.is_sqlite
        events, place = journey.engine.store.events.name, "rowid" if sqlite else "notification_id"
    damage, command, code, says = DAMAGE[name]
    statement = damage.format(events=events, place=place, bytes="x'010203'" if sqlite else "'\\x010203'::bytea")
    with site.opened() as journey, journey.engine.store.write() as connection:
        connection.exec_driver_sql(statement)
    told = site.run(*command, code=code)
    assert says in told.err
    assert told.err.count("\n") == (1 if code else 0)


def test_a_day_that_is_none_in_a_read_model_is_told_by_a_replay(tmp_path: Path) -> None:
    from tests.site import make_site

    site = make_site(tmp_path / "site")
    with site.opened() as journey:
        take(journey, cohort())
        with journey.engine.store.write() as connection:
            connection.exec_driver_sql("UPDATE rm_participants SET known_since = 'notadate'")
    assert "journey rebuild" in site.run("replay", code=1).err
    site.run("rebuild")
    site.run("replay")
