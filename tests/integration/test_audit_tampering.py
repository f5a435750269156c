"""Whoever can change the database alone: whatever they do to the log is found, and found where it was done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journey.engine.master_key import MasterKey
from journey.engine.store import Store
from journey.engine.vault import Vault
from projections.audit.checks.findings import Finding
from projections.audit.checks.verifying import Outcome, verify
from projections.audit.ledger import Ledger
from projections.audit.signed.files import AuditFiles
from projections.audit.signed.signing import Disagreement, checkpoint
from tests.integration.tampering import Row, name_of, tampering
from tests.site import Site, cohort, take

Copies = Callable[[], Site]
SIZES = (20, 45, 70)
"""Events at each checkpoint; some more come after the last one."""


def files(site: Site) -> AuditFiles:
    return AuditFiles(site.folder / "audit.key", site.folder / "checkpoints.txt")


@contextmanager
def ledger(site: Site) -> Iterator[Ledger]:
    store = Store(site.url)
    vault = Vault(store, MasterKey(site.key_file))
    try:
        vault.open()
        yield Ledger(store, vault)
    finally:
        store.close()


def verified(site: Site) -> Outcome:
    with ledger(site) as found:
        return verify(found, files(site).read(), files(site).verifier())


@pytest.fixture(scope="module")
def audited(module_site: Site) -> Site:
    """A log of some people's first weeks, with three checkpoints and a few events after the last."""
    entries = [dict(entry) for entry in cohort(6) if entry["type"] != "struck"][:78]
    taken = 0
    for size in (*SIZES, None):
        with module_site.opened() as journey:
            while size is None or journey.engine.log.head() < size:
                rest = entries[taken : taken + 1] if size else entries[taken:]
                take(journey, rest)
                taken += len(rest)
                if size is None:
                    break
            if size is not None:
                with ledger(module_site) as found:
                    made = checkpoint(found, files(module_site))
                    assert made is not None
                    assert made.checkpoint.size == size
    return module_site


@pytest.fixture(scope="module")
def copies(audited: Site, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    numbers, folder = count(), tmp_path_factory.mktemp("copies")
    return lambda: audited.copy(folder / f"copy-{next(numbers)}")


@pytest.fixture(scope="module")
def rows(audited: Site) -> list[Row]:
    with tampering(audited) as there:
        return there.rows()


def pin(number: int) -> int:
    return next(size for size in SIZES if size > number)


def only(outcome: Outcome, what: str, *beside: str) -> Finding:
    """The one finding of that kind, and no others than those named."""
    assert {found.what for found in outcome.findings} <= {what, *beside}, outcome.findings
    found = [finding for finding in outcome.findings if finding.what == what]
    assert len(found) == 1, outcome.findings
    return found[0]


examples = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
numbers = st.integers(0, SIZES[-1] - 1)


@pytest.mark.every_store
def test_a_log_nobody_touched_is_as_it_was(audited: Site, rows: list[Row]) -> None:
    outcome = verified(audited)
    assert outcome.ok
    assert (outcome.events, outcome.covered, outcome.checkpoints) == (len(rows), SIZES[-1], len(SIZES))
    assert outcome.as_record()["uncovered"] == len(rows) - SIZES[-1] > 2


@examples
@given(number=numbers, bit=st.integers(0, 4000))
def test_one_flipped_bit_is_found_where_it_is(copies: Copies, rows: list[Row], number: int, bit: int) -> None:
    site, row = copies(), rows[number]
    with tampering(site) as there:
        there.flip(row["place"], row["state"], bit)
    found = only(verified(site), "changed")
    assert (found.position, found.leaf, found.event, found.checkpoint) == (
        row["place"],
        number,
        name_of(row),
        pin(number),
    )
    assert "no checkpoint" not in found.says


@examples
@given(number=numbers)
def test_a_removed_event_is_found_and_named(copies: Copies, rows: list[Row], number: int) -> None:
    site, row = copies(), rows[number]
    with tampering(site) as there:
        there.delete(row["place"])
    found = only(verified(site), "removed")
    assert (found.position, found.leaf, found.event, found.checkpoint) == (
        row["place"],
        number,
        name_of(row),
        pin(number),
    )


@examples
@given(number=numbers)
def test_a_removed_event_is_found_when_the_log_is_closed_up_after_it(
    copies: Copies, rows: list[Row], number: int
) -> None:
    site, row = copies(), rows[number]
    with tampering(site) as there:
        there.delete(row["place"])
        there.shift(row["place"], -1)
    found = only(verified(site), "removed", "leaf_altered")
    assert (found.leaf, found.event, found.checkpoint) == (number, name_of(row), pin(number))


@examples
@given(pair=st.lists(numbers, min_size=2, max_size=2, unique=True))
@example(pair=[69, 0])  # the last leaf: what stands after it may be new, or the other one of the two
def test_two_swapped_events_are_found_at_both_places(copies: Copies, rows: list[Row], pair: list[int]) -> None:
    site, (one, other) = copies(), pair
    with tampering(site) as there:
        there.swap(rows[one]["place"], rows[other]["place"])
    outcome = verified(site)
    moved = {found.leaf: found for found in outcome.findings if found.what == "moved"}
    if abs(one - other) > 1:
        assert moved.keys() == {one, other}
    assert moved.keys() <= {one, other}
    for number, found in moved.items():
        there_now = rows[other if number == one else one]["place"]
        assert (found.position, found.event) == (rows[number]["place"], name_of(rows[number]))
        assert f"position {there_now} now" in found.says
    assert {found.what for found in outcome.findings} <= {"moved", "leaf_altered"}


@examples
@given(number=numbers, source=st.integers(0, 60))
def test_an_inserted_copy_is_found_where_it_stands(copies: Copies, rows: list[Row], number: int, source: int) -> None:
    site, place = copies(), rows[number]["place"]
    with tampering(site) as there:
        there.shift(place, 1)
        there.insert(place, rows[source], version=9000)
    found = only(verified(site), "inserted", "leaf_altered")
    assert (found.position, found.leaf, found.checkpoint) == (place, number, pin(number))
    assert found.event == name_of(rows[source]) | {"version": 9000}


def test_a_copy_put_at_the_end_of_the_log_is_no_event_of_its_own(copies: Copies, rows: list[Row]) -> None:
    site = copies()
    with tampering(site) as there:
        there.insert(rows[-1]["place"] + 1, rows[5], version=9000)
    outcome = verified(site)
    assert {found.what for found in outcome.findings} == {"gap", "mislabelled"}
    assert {found.position for found in outcome.findings} == {rows[-1]["place"] + 1}


@examples
@given(kept=st.integers(0, SIZES[-1] - 1))
def test_a_log_cut_off_at_its_end_is_found(copies: Copies, rows: list[Row], kept: int) -> None:
    site = copies()
    with tampering(site) as there:
        there.truncate(rows[kept - 1]["place"] if kept else 0)
    outcome = verified(site)
    found = only(outcome, "truncated", "removed")
    assert (found.leaf, found.last_leaf, found.checkpoint) == (kept, SIZES[-1] - 1, SIZES[-1])
    removed = [finding.leaf for finding in outcome.findings if finding.what == "removed"]
    assert removed == list(range(kept, SIZES[-1]))
    assert outcome.covered == max((size for size in SIZES if size <= kept), default=0)


def test_a_log_cut_off_with_its_leaves_is_found_by_the_checkpoint(copies: Copies, rows: list[Row]) -> None:
    site = copies()
    with tampering(site) as there:
        there.truncate(rows[49]["place"])
        there.drop_leaves(50, 1000)
    found = only(verified(site), "truncated", "removed")
    assert (found.leaf, found.last_leaf) == (50, 69)


@examples
@given(number=numbers)
def test_an_altered_leaf_alone_leaves_the_event_above_suspicion(copies: Copies, rows: list[Row], number: int) -> None:
    site = copies()
    with tampering(site) as there:
        there.leaf(number, sha256(b"another").digest())
    found = only(verified(site), "leaf_altered")
    assert (found.position, found.leaf, found.event) == (rows[number]["place"], number, name_of(rows[number]))


@pytest.mark.parametrize(("low", "high"), [(0, 1000), (0, 1), (17, 40), (69, 70), (60, 1000)])
def test_deleted_leaves_are_found_and_the_events_still_verified(
    copies: Copies, rows: list[Row], low: int, high: int
) -> None:
    site = copies()
    with tampering(site) as there:
        there.drop_leaves(low, high)
    outcome = verified(site)
    found = only(outcome, "leaf_missing")
    assert (found.leaf, found.last_leaf, found.position) == (low, min(high, SIZES[-1]) - 1, rows[low]["place"])
    assert outcome.covered == SIZES[-1]


def test_an_event_removed_together_with_its_leaf_is_found(copies: Copies, rows: list[Row]) -> None:
    site = copies()
    with tampering(site) as there:
        there.delete(rows[30]["place"])
        there.drop_leaves(30, 31)
    found = only(verified(site), "removed", "rewritten", "gap")
    assert (found.leaf, found.position) == (30, rows[31]["place"])


@examples
@given(number=numbers, bit=st.integers(0, 4000))
def test_an_event_changed_with_its_leaf_is_found_between_two_checkpoints(
    copies: Copies, rows: list[Row], number: int, bit: int
) -> None:
    site, row = copies(), rows[number]
    with tampering(site) as there:
        there.flip(row["place"], row["state"], bit)
    with ledger(site) as found, found.store.read() as connection:
        changed = next(event for event in found.events(connection) if event.position == row["place"])
    with tampering(site) as there:
        there.leaf(number, changed.leaf)
    outcome = verified(site)
    rewritten = only(outcome, "rewritten", "unreadable", "mislabelled")
    assert rewritten.checkpoint == pin(number)
    assert rewritten.leaf is not None
    assert rewritten.last_leaf is not None
    assert rewritten.leaf == max((size for size in SIZES if size <= number), default=0)
    assert rewritten.leaf <= number <= rewritten.last_leaf == pin(number) - 1
    assert {found.position for found in outcome.findings} <= {None, row["place"]}


@pytest.mark.parametrize("column", ["originator_version", "topic", "originator_id"])
def test_a_changed_name_of_an_event_is_found(copies: Copies, rows: list[Row], column: str) -> None:
    site = copies()
    row = max(rows[: SIZES[-1]], key=lambda row: row["originator_version"])  # no other stream has a version so high
    other = next(other for other in rows if other[column] != row[column])
    value = 9000 if column == "originator_version" else other[column]
    with tampering(site) as there:
        there.write(row["place"], **{column: value})
    found = [finding for finding in verified(site).findings if finding.what == "changed"]
    assert [(finding.position, finding.leaf) for finding in found] == [(row["place"], rows.index(row))]


@examples
@given(at=st.integers(0, 10_000), other=st.sampled_from("Ax9\n +"))
def test_an_altered_sign_in_the_checkpoints_is_found(copies: Copies, at: int, other: str) -> None:
    site = copies()
    path = files(site).checkpoints
    text = path.read_text(encoding="utf-8")
    place = at % len(text)
    path.write_text(text[:place] + other + text[place + 1 :], encoding="utf-8")
    outcome = verified(site)
    blank = text[place] == "\n" and other == "\n"
    separator = text[place - 1 : place + 1] == "\n\n" and place == len(text) - 1
    if text[place] != other and not blank and not separator:
        assert not outcome.ok or outcome.notes, (place, other)
    with ledger(site) as found:
        if not outcome.ok:
            with pytest.raises(Disagreement):
                checkpoint(found, files(site))


def test_nothing_is_signed_on_top_of_a_removed_event(copies: Copies, rows: list[Row]) -> None:
    site = copies()
    with tampering(site) as there:
        there.delete(rows[30]["place"])
    before = files(site).checkpoints.read_bytes()
    with (
        ledger(site) as found,
        pytest.raises(Disagreement, match="does not agree with its last checkpoint of 70 events"),
    ):
        checkpoint(found, files(site))
    assert files(site).checkpoints.read_bytes() == before


@pytest.mark.every_store
def test_everything_at_once_is_told_one_by_one(copies: Copies, rows: list[Row]) -> None:
    site = copies()
    with tampering(site) as there:
        there.flip(rows[3]["place"], rows[3]["state"], 900)
        there.delete(rows[25]["place"])
        there.swap(rows[40]["place"], rows[60]["place"])
    found = {(finding.what, finding.leaf) for finding in verified(site).findings}
    assert found >= {("changed", 3), ("removed", 25), ("moved", 40), ("moved", 60)}


def test_another_store_is_another_log(audited: Site, tmp_path: Path) -> None:
    other = audited.copy(tmp_path / "other")
    fresh = Site(tmp_path / "fresh", f"sqlite:///{tmp_path}/fresh/journey.db")
    fresh.folder.mkdir()
    with fresh.opened() as journey:
        take(journey, list(cohort(2))[:10])
    with ledger(fresh) as found:
        outcome = verify(found, files(other).read(), files(other).verifier())
    assert {finding.what for finding in outcome.findings} == {"checkpoint_of_another_log"}


@pytest.mark.every_store
@pytest.mark.parametrize("broken", [b"[", b"\xff\xfe not text", b"{}"], ids=["cut off", "no text", "no event"])
def test_whoever_reads_an_event_that_is_none_is_told_in_one_line_where_to_look(
    copies: Copies, rows: list[Row], broken: bytes
) -> None:
    site = copies()
    with tampering(site) as there:
        there.write(rows[40]["place"], state=broken)
    for command in (["report", "flow", "--programme", "hudiksvall"], ["replay"]):
        told = site.run(*command, code=1)
        assert told.err == "journey: an event of the log is not what was written; `journey audit verify` says which\n"
        assert told.out == ""
