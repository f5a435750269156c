"""An erasure whose receipt, or whose new keys, cannot be written: it is saved, that is said, and the rest follows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journey.engine import receipts
from tests.command import at_home
from tests.site import NewSite, Site, stream_of, take

Broken = Callable[[Site], Callable[[], None]]


@pytest.fixture
def left(site: Site) -> Site:
    """Two people who have left."""
    with site.opened() as journey:
        for name in ("p-1", "p-2"):
            who = {"participant": name, "note": "told in confidence"}
            leaving = {**who, "type": "discharged", "on": "2024-02-08", "reason": "work"}
            take(journey, [{**who, "type": "enrolled", "on": "2024-01-08"}, leaving])
    return site


def file_of(site: Site) -> Path:
    return site.folder / "erasures.jsonl"


def no_receipts(site: Site) -> Callable[[], None]:
    """The receipts lie on a disk that is away. Returns what brings it back."""
    file_of(site).symlink_to(site.folder / "away" / "erasures.jsonl")
    return lambda: (site.folder / "away").mkdir()


def no_new_keys(site: Site) -> Callable[[], None]:
    """The key file cannot be written anew. Returns what mends it."""
    aside = site.folder / "journey.key.new"
    aside.symlink_to(site.folder / "away" / "journey.key.new")
    return aside.unlink


@pytest.mark.parametrize("broken", [no_receipts, no_new_keys])
@pytest.mark.parametrize("more", [[], ["--final"], ["--format", "json"]], ids=" ".join)
def test_whose_key_is_gone_is_told_as_erased_and_what_follows_comes_at_the_next_chance(
    left: Site, broken: Broken, more: list[str]
) -> None:
    with left.opened() as journey:
        stream = stream_of(journey, "p-1")
    mend = broken(left)
    done = left.run("erase", "p-1", "--without-request", "--reason", "asked for", *more)
    assert "failed" not in done.err
    if "--format" in more:
        assert '"follows": "' in done.out
    else:
        assert "saved; the receipt and new keys follow (" in done.err
        assert "restore no earlier backup" in done.err
    assert "erased-" in left.run("participants", "--format", "json").out, "others go on working meanwhile"
    mend()
    left.run("doctor")
    [receipt] = receipts.read(file_of(left)).values()
    assert receipt.stream == stream
    with left.opened() as journey, journey.engine.store.read() as connection:
        assert not receipt.opens_with(journey.engine.epochs.current(connection))
    assert receipts.damaged(file_of(left)) == 0


def test_until_the_receipt_is_there_every_command_says_so_and_another_erasure_works(left: Site) -> None:
    mend = no_receipts(left)
    left.run("erase", "p-1", "--without-request", "--reason", "asked for")
    for words in (["participants"], ["doctor"]):
        assert "the receipt cannot be written yet; restore no earlier backup till then (" in left.run(*words).err
    left.run("erase", "p-2", "--without-request", "--reason", "asked for")
    mend()
    assert "receipt" not in left.run("participants").err
    assert len(receipts.read(file_of(left))) == 2


def test_a_restore_after_the_receipt_has_followed_brings_nobody_back(left: Site, new_site: NewSite) -> None:
    left.run("backup", "before")
    mend = no_receipts(left)
    left.run("erase", "p-1", "--without-request", "--reason", "asked for")
    mend()
    left.run("participants")
    target = new_site()
    for path in (left.key_file, file_of(left)):
        (target.folder / path.name).write_bytes(path.read_bytes())
        (target.folder / path.name).chmod(0o600)
    target.run("restore", str(left.folder / "before"))
    assert "p-1" not in target.run("participants", "--format", "json").out


def test_doctor_tells_of_a_key_that_should_have_been_destroyed(left: Site) -> None:
    left.run("erase", "p-1", "--without-request", "--reason", "asked for")
    assert "none is kept longer" in left.run("doctor").out
    with left.opened() as journey:
        master = journey.engine.vault.master
        ring = master.read()
        [name] = ring.ended
        ring.ended[name] = datetime.now(UTC) - timedelta(days=35, hours=1)
        master._replace(ring)
    assert "none is kept longer" in left.run("doctor").out, "the clock may not have looked yet"
    with at_home(left.env, left.folder):
        ring.ended[name] = datetime.now(UTC) - timedelta(days=37)
        master._replace(ring)
    said = left.run("doctor", code=1).out
    assert f"1 key of backups no longer kept is not destroyed ({name})" in said
    assert "run: journey keys expire" in said
    left.run("keys", "expire")
    assert "none is kept longer" in left.run("doctor").out
