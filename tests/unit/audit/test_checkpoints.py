"""Files of checkpoints: the published example, and what a power failure or a careless hand leaves."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.audit.signed.checkpoints import Files, body, parse
from projections.audit.signed.notes import Signer

PUBLISHED = """\
example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
"""
SIGNER = Signer.fresh("log.example/one")
NOTES = [SIGNER.sign(body("log.example/one", size, bytes([size]) * 32)) for size in (3, 9, 27)]
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
    read = parse(FILE[:end])
    assert read.damaged == []
    assert [one.note for one in read.checkpoints] == NOTES[: len(read.checkpoints)]
    whole = "".join(note + "\n" for note in NOTES[: len(read.checkpoints)])
    rest = FILE[:end].encode()[read.whole :].decode() if read.torn is not None else ""
    assert FILE[:end] in (whole + rest, whole[:-1])


@given(end=st.integers(0, len(FILE) - 1))
def test_whatever_was_cut_off_gives_way_to_the_next_checkpoint(end: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("cut") / "checkpoints.txt"
    path.write_text(FILE[:end], encoding="utf-8")
    files = Files(Path("no.key"), path)
    before = len(files.read().checkpoints)
    files.append(NOTES[2])
    read = files.read()
    assert (read.damaged, read.torn) == ([], None)
    assert [one.note for one in read.checkpoints] == [*NOTES[:before], NOTES[2]]


@given(st.integers(0, len(FILE) - 2), st.characters(codec="utf-8"))
def test_one_altered_sign_never_passes_unseen(place: int, sign: str) -> None:
    read = parse(FILE[:place] + sign + FILE[place + 1 :])
    good = [one for one in read.checkpoints if SIGNER.verifier.signed(one.text, list(one.signatures))]
    if sign != FILE[place]:
        assert read.damaged or read.torn is not None or len(good) < len(read.checkpoints)
    assert [one.note for one in good if one.note in NOTES] == [one.note for one in good]
