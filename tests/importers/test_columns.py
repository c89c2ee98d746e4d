"""Columns found once for a header, however many rows have it, and read alike for each."""

from hypothesis import given
from hypothesis import strategies as st

from importers.columns import HEADERS_REMEMBERED, LONGEST_HEADER, canonical, column, columns_read
from importers.fields.words import folded, is_blank

NAMES = st.sampled_from(("tittel", "Tittel", "NAVN", "pris", "e-post", "E post", "alder", "sted", "noe annet", "access.lift"))
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "map.title": st.sampled_from(("navn", "tittel", "")),
        "default.price": st.just("gratis"),
        "value.price.  FRI ": st.just("0"),
        "value.price.fri": st.just("1"),
        "guess": st.sampled_from(("no", "yes")),
    },
)


@given(st.lists(st.dictionaries(NAMES, st.sampled_from(("", "–", "Fri", "200", "Turn")), max_size=6), max_size=4), OPTIONS)
def test_a_row_is_read_the_same_whatever_rows_and_options_came_before(rows: list[dict[str, object]], options: dict[str, str]) -> None:
    wide = {"x" * LONGEST_HEADER: "fyll"}  # a header that is not remembered
    for row in rows:
        assert canonical(row, options, column) == canonical({**row, **wide}, options, column)
        assert all(columns_read(row, name) == columns_read({**row, **wide}, name) for name in row)


def test_of_two_translations_of_one_word_the_first_counts_and_a_default_fills_only_what_is_missing() -> None:
    options = {"value.price.FRI ": "0", "value.price.fri": "1", "default.price": "gratis", "default.age": "6+"}
    assert canonical({"pris": "Fri"}, options, column) == {"price": "0", "age": "6+"}
    assert canonical({"pris": ["fri", "", "9"]}, options, column) == {"price": ["0", "9"], "age": "6+"}
    assert canonical({"pris": "-"}, options, column) == {"price": "gratis", "age": "6+"}


def test_more_headers_than_are_remembered_are_read_all_the_same() -> None:
    for number in range(HEADERS_REMEMBERED + 10):
        assert canonical({"tittel": "Turn", f"kolonne {number}": "x"}, {}, column) == {"title": "Turn"}


@given(st.text(max_size=40) | st.text(st.sampled_from(" -–./#nNaAkKuUlLoO\u00a0\u200b\u0301"), max_size=12))
def test_blank_is_what_folds_to_a_sign_of_nothing(text: str) -> None:
    signs = {"", "-", ".", "?", "n/a", "na", "null", "none", "nan", "ukjent", "ukjend", "unknown", "#n/a"}
    assert is_blank(text) == ((len(text) < 30 or text.isspace()) and folded(text) in signs)
