"""One way of writing: composed, lower case, without marks of no letter."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import normalised


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fotball", "fotball"),
        ("ÅPEN GÅRD", "åpen gård"),
        ("ba\u030andy", "båndy"),
        ("Kafé", "kafé"),
        ("x\u0301", "x"),
        ("İstanbul", "istanbul"),
        ("ПЛАВАННЯ", "плавання"),
        ("", ""),
    ],
)
def test_a_text_is_written_in_one_way(text: str, expected: str) -> None:
    assert normalised(text) == expected


@given(st.text(max_size=80))
def test_composed_and_decomposed_text_is_written_the_same(text: str) -> None:
    assert normalised(unicodedata.normalize("NFD", text)) == normalised(unicodedata.normalize("NFC", text))


@given(st.text(max_size=80))
def test_what_is_written_so_has_no_loose_marks_and_is_composed(text: str) -> None:
    written = normalised(text)
    assert not any(unicodedata.category(c) == "Mn" for c in written)
    assert unicodedata.is_normalized("NFC", written)
