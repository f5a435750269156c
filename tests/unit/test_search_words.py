"""What people are looked for by: whatever way it is written, it finds them, and nothing of somebody else's does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.search_words import in_order, read_query, text_of
from tests.cases import every

MAJA = text_of(["Åsa-Lena O'Brien Öström", "M-2024-15"], "070-123 45 67, ring efter 15", "19811218-9876")
LETTERS = "abcdefghijklmnopqrstuvwxyzåäöéüøæßñł"
NAMES = st.lists(st.text(LETTERS, min_size=2, max_size=9), min_size=1, max_size=3)


def finds(query: str, text: str = MAJA) -> bool:
    looked = read_query(query)
    return looked is not None and looked.fits(text)


@every(
    "query",
    [
        *("asa", "ÅSA", "Aasa", "as", "asalena", "Åsa-Len", "obrien", "o'br", "O\u2019Brien"),
        *("Öström, Åsa-Lena", "ostrom asa", "oestroem", "lena öst"),
        *(
            "+46 70 123 45 67",
            "(+46) 70-1234567",
            "+46 (0)70 123",
            "0046 70 1234567",
            "070.123.45",
            "0701",
            "070/123 45 67",
        ),
        *("19811218", "811218-9876", "8112189876", "19811218 9876", "198112189876", "811218+9876"),
        *("M-2024-15", "m2024", "2024-15", "åsa 070-123", "öst 8112"),
    ],
)
def test_a_way_to_write_it_finds_her(query: str) -> None:
    assert finds(query)


@every("query", ["asa bo", "bror", "lenas", "0702", "811219", "45 67", "sa", "M-2024-16", "070-123 Bo", "234567"])
def test_what_is_not_hers_does_not(query: str) -> None:
    assert not finds(query)


@every("query", ["", " ", "a", "7", "-", "+", "…", "\x00", "  å  "])
def test_too_little_looks_for_nobody(query: str) -> None:
    assert read_query(query) is None


@given(NAMES, st.randoms(use_true_random=False), st.data())
def test_beginnings_of_words_in_any_order_and_any_case_find_whoever_is_called_so(
    names: list[str], dice: object, data: st.DataObject
) -> None:
    text = text_of([" ".join(names)])
    order = data.draw(st.permutations(names))
    query = " ".join(name[: data.draw(st.integers(1, len(name)))] for name in order)
    for written in (query, query.upper(), query.title(), query.translate(str.maketrans("åäöé", "aaoe"))):
        looked = read_query(written)
        assert looked is None or looked.fits(text)


@given(NAMES, NAMES)
def test_nobody_is_found_by_a_word_that_no_name_of_theirs_begins_with(names: list[str], others: list[str]) -> None:
    query = "".join(others) + "qqq"
    assert not finds(query, text_of([" ".join(names)]))


@given(st.integers(0, 9_999_999), st.sampled_from(["{a} {b} {c}", "{a}-{b}{c}", "+46{n}{b}{c}", "(+46) {n} {b} {c}"]))
def test_a_telephone_number_is_found_however_it_is_grouped(number: int, way: str) -> None:
    digits = f"{number:07}"
    written = way.format(a="070", n="70", b=digits[:3], c=digits[3:])
    assert finds(written, text_of([], f"070-{digits}")) and finds(f"070{digits}", text_of([], written))


def test_swedish_letters_come_last_in_the_alphabet_and_accents_do_not_count() -> None:
    names = ["Örjan", "Åsa", "Zoë", "Ärla", "Eva", "Édith", "adam"]
    assert sorted(names, key=in_order) == ["adam", "Édith", "Eva", "Zoë", "Åsa", "Ärla", "Örjan"]


def test_who_is_spelled_just_so_is_told_from_who_only_sounds_alike() -> None:
    looked = read_query("åsa")
    assert looked is not None and looked.spelled_so(in_order("Åsa Ek")) and not looked.spelled_so(in_order("Asa Ek"))
