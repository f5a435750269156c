"""Files that appear whole or not at all: what a killed process has left goes, and nothing that is being written."""

import os
from pathlib import Path

from journey.engine.whole_files import folder_aside, written_aside


def parts(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_was_left_half_written_goes_when_the_next_is_written(tmp_path: Path) -> None:
    (tmp_path / ".copy.backup.abcd_123.part").write_text("half")
    left = tmp_path / ".tables.zz00zz00.part"
    left.mkdir()
    (left / "people.csv").write_text("half")
    with written_aside(tmp_path / "new") as file:
        file.write(b"whole")
    assert parts(tmp_path) == {"new"}


def test_what_is_being_written_stays(tmp_path: Path) -> None:
    with (
        written_aside(tmp_path / "one") as one,
        folder_aside(tmp_path / "two") as two,
        written_aside(tmp_path / "three") as three,
    ):
        one.write(b"1")
        (two / "file").write_text("2")
        three.write(b"3")
    assert parts(tmp_path) == {"one", "two", "three"}


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    names = {".film.mkv.part", "copy.abcd_123.part", ".copy.abcd_123.partial", ".copy.ABCD_123.part"}
    for name in names:
        (tmp_path / name).write_text("somebody's download")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("kept")
    (tmp_path / ".link.abcd_123.part").symlink_to(elsewhere)
    os.mkfifo(tmp_path / ".pipe.abcd_123.pipe")
    with written_aside(tmp_path / "new"):
        pass
    assert parts(tmp_path) == names | {"elsewhere", ".link.abcd_123.part", ".pipe.abcd_123.pipe", "new"}
    assert elsewhere.read_text() == "kept"
