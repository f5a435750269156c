"""Files of checkpoints: the published example, and what a power failure or a careless hand leaves."""

from __future__ import annotations

import base64
import random
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from projections.audit.signed.checkpoints import body, parse, read_file
from projections.audit.signed.files import AuditFiles
from projections.audit.signed.notes import Signer
from tests.cases import every

PUBLISHED = """\
example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
"""
ORIGIN = "log.example/one"
SIGNER = Signer.fresh(ORIGIN)
NOTES = [SIGNER.sign(body(ORIGIN, size, bytes([size]) * 32)) for size in (3, 9, 27)]
FILE = "".join(note + "\n" for note in NOTES)


def test_the_published_checkpoint_is_read_and_written_again_as_it_is() -> None:
    read = parse(PUBLISHED)
    assert (read.damaged, read.torn) == ([], None)
    [found] = read.checkpoints
    assert (found.origin, found.size) == ("example.com/behind-the-sofa", 20852163)
    assert found.root == base64.b64decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    assert found.note == PUBLISHED


@given(st.integers(0, len(FILE)))
def test_a_file_cut_off_anywhere_loses_the_last_checkpoint_alone(end: int) -> None:
    read = parse(FILE[:end], ORIGIN)
    assert read.damaged == []
    assert [one.note for one in read.checkpoints] == NOTES[: len(read.checkpoints)]
    whole = "".join(note + "\n" for note in NOTES[: len(read.checkpoints)])
    rest = FILE[:end].encode()[read.whole :].decode() if read.torn is not None else ""
    assert FILE[:end] in (whole + rest, whole[:-1])


@given(end=st.integers(0, len(FILE.encode())))
def test_a_cut_in_the_midst_of_a_sign_is_a_cut_too(end: int) -> None:
    read = parse(FILE.encode()[:end].decode("utf-8", "surrogateescape"), ORIGIN)
    assert read.damaged == []
    assert [one.note for one in read.checkpoints] == NOTES[: len(read.checkpoints)]


@every(
    "garbage",
    [
        "x" * 300,
        "\x00" * 300,
        " ",
        "lo ",
        "log.example/two\n9\n",
        f"{ORIGIN}\n09",
        f"{ORIGIN}\n9\n?",
        f"{ORIGIN}\n9\n{'A' * 44}",
        f"{ORIGIN}\n9\n{'A' * 43}=\nmore",
        f"{ORIGIN}\n9\n{'A' * 43}=\n\n- log",
        f"{ORIGIN}\n9\n{'A' * 43}=\n\n— log.example/two",
        f"{ORIGIN}\n9\n{'A' * 43}=\n\n— {ORIGIN} {'A' * 92}",
        *[random.Random(seed).randbytes(300).decode("utf-8", "surrogateescape") for seed in range(20)],
    ],
)
@every("before", ["", FILE])
def test_what_begins_no_checkpoint_of_the_log_is_damage_and_stays(before: str, garbage: str, tmp_path: Path) -> None:
    read = parse(before + garbage, ORIGIN)
    assert read.damaged
    assert read.torn is None
    path = tmp_path / "checkpoints.txt"
    content = (before + garbage).encode("utf-8", "surrogateescape")
    path.write_bytes(content)
    AuditFiles(Path("no.key"), path).append(NOTES[2])
    assert path.read_bytes().startswith(content)


def test_without_a_name_for_the_log_nothing_counts_as_cut_off() -> None:
    assert parse(FILE[:20]).damaged == [1]


def test_a_checkpoint_that_begins_anew_says_so_under_its_signature() -> None:
    note = SIGNER.sign(body(ORIGIN, 4, bytes(32), anew=True))
    for end in range(1, len(note)):
        assert parse(note[:end], ORIGIN).torn == 1
    [found] = parse(note).checkpoints
    assert found.anew
    assert found.note == note
    assert not any(one.anew for one in parse(FILE).checkpoints)


@pytest.mark.parametrize(
    "changed", [FILE.replace("\n", "\r\n"), "\ufeff" + FILE, "\ufeff" + FILE.replace("\n", "\r\n")]
)
def test_a_file_that_went_through_windows_is_read_and_what_was_changed_is_said(changed: str, tmp_path: Path) -> None:
    read = parse(changed)
    assert [one.note for one in read.checkpoints] == NOTES
    assert read.changed
    path = tmp_path / "checkpoints.txt"
    path.write_bytes(changed.encode())
    given_file = read_file(path)
    assert (len(given_file.checkpoints), given_file.changed) == (3, None)


def test_a_long_file_is_read_in_time_that_grows_with_it() -> None:
    began = time.process_time()
    assert len(parse(FILE * 20_000).checkpoints) == 60_000
    assert time.process_time() - began < 20


@given(end=st.integers(0, len(FILE) - 1))
def test_whatever_was_cut_off_gives_way_to_the_next_checkpoint(
    end: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("cut") / "checkpoints.txt"
    path.write_text(FILE[:end], encoding="utf-8")
    files = AuditFiles(Path("no.key"), path)
    before = len(files.read().checkpoints)
    files.append(NOTES[2])
    read = files.read()
    assert (read.damaged, read.torn) == ([], None)
    assert [one.note for one in read.checkpoints] == [*NOTES[:before], NOTES[2]]


@given(st.integers(0, len(FILE) - 2), st.characters(codec="utf-8"))
@example(len(FILE) - 2, " ")
@example(FILE.index("\n"), "\r")  # a line's end by another sign reads the same, and is told of
@example(len(FILE) - 4, chr(ord(FILE[-4]) + 1))  # the last sign before the padding: some of its bits say nothing
def test_one_altered_sign_never_passes_unseen(place: int, sign: str) -> None:
    read = parse(FILE[:place] + sign + FILE[place + 1 :])
    good = [one for one in read.checkpoints if SIGNER.verifier.signed(one.text, list(one.signatures))]
    if sign != FILE[place]:
        assert read.damaged or read.changed or read.torn is not None or len(good) < len(read.checkpoints)
    assert [one.note for one in good if one.note in NOTES] == [one.note for one in good]
