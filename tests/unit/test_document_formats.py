"""A document is what its content says it is, whatever its name says; what is no document is refused in a line."""

import pytest

from journey.domain.errors import WrongInput
from journey.engine.document_formats import LARGEST, format_of
from tests.cases import every
from tests.papers import DOCX, JPEG, ODT, PDF, PNG, archive, odt, word

TAKEN = [("pdf", PDF), ("docx", DOCX), ("odt", ODT), ("jpeg", JPEG), ("png", PNG)]
REFUSED = [
    ("is empty", b""),
    ("larger than 10 MB", PDF + b"\n" * LARGEST + b"%%EOF"),
    ("of no kind that is taken", b"MZ\x90\x00 a program that is called cv.pdf"),
    ("of no kind that is taken", b"<html>%PDF-1.4 %%EOF</html>"),
    ("of no kind that is taken", b"GIF89a"),
    ("holds macros", word(word__vbaProject=".", **{"word/vbaProject.bin": "macro"})),
    ("holds macros", odt(**{"Basic/Standard/Module1.xml": "macro"})),
    ("no document of a kind", word("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")),
    ("no document of a kind", word("application/vnd.ms-word.document.macroEnabled.main+xml")),
    ("no document of a kind", odt("application/vnd.oasis.opendocument.spreadsheet")),
    ("no document of a kind", archive(a="b")),
    ("no document of a kind", archive(**{"a.xml": "", "mimetype": "application/vnd.oasis.opendocument.text"})),
    ("too many parts", archive(**{f"{number}": "" for number in range(5001)})),
    ("cannot be read", DOCX[:-8]),
]


@every("kind, content", TAKEN)
def test_each_kind_is_known_by_its_content(kind: str, content: bytes) -> None:
    assert format_of(content) == kind


@every("says, content", REFUSED, ids=lambda case: case[0])
def test_what_is_no_document_is_refused_and_told_what_is_taken(says: str, content: bytes) -> None:
    with pytest.raises(WrongInput, match=says) as refused:
        format_of(content)
    assert str(refused.value).startswith("file: ")
    assert "allowed" in str(refused.value) or "save it" in str(refused.value)


@every("kind, content", TAKEN)
def test_half_a_file_is_none(kind: str, content: bytes) -> None:
    with pytest.raises(WrongInput):
        format_of(content[: len(content) // 2])


def test_an_archive_that_would_unpack_to_gigabytes_is_looked_into_no_further_than_it_takes() -> None:
    bomb = archive(**{"[Content_Types].xml": "0" * 50_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(WrongInput, match="no document of a kind"):
        format_of(bomb)
