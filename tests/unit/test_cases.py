"""The loop of tests tells of every case that fails, and hides none."""

import pytest

from tests.cases import every


@every("number", range(5))
def _small(number: int, limit: int) -> None:
    assert number < limit


@every("word, length", [("one", 3), ("three", 5)], ids=str)
def _long(word: str, length: int) -> None:
    with pytest.raises(IndexError):
        word[length - 1]


@every("number", range(5))
async def _awaited(number: int, limit: int) -> None:
    assert number < limit


async def test_a_test_that_must_be_awaited_is_awaited_in_every_case() -> None:
    with pytest.raises(BaseExceptionGroup, match="2 of 5 cases:\n  3: "):
        await _awaited(limit=3)


def test_what_holds_in_every_case_holds() -> None:
    _small(limit=5)


def test_every_case_that_fails_is_named_with_what_is_wrong() -> None:
    with pytest.raises(BaseExceptionGroup) as told:
        _small(limit=3)
    assert "2 of 5 cases:\n  3: " in str(told.value)
    assert "\n  4: " in str(told.value)
    assert [error.__notes__ for error in told.value.exceptions] == [["in the case 3"], ["in the case 4"]]


def test_an_error_that_is_not_raised_is_a_failing_case_too() -> None:
    with pytest.raises(BaseExceptionGroup, match="2 of 2 cases:\n  one · 3: DID NOT RAISE"):
        _long()


def test_no_case_at_all_is_refused() -> None:
    with pytest.raises(AssertionError, match="proves nothing"):
        every("number", [])
