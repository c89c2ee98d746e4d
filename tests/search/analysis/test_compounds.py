"""The splitter's rules on a short list of words, where it is plain what is known."""

import re

import pytest
from hypothesis import given

from search.analysis.compounds import Splitter
from search.analysis.stemming import stem
from tests.search.analysis.strategies import norwegian

_KNOWN = """
fotball skole skolefest jente gutt barn ungdom
idrett lag sjakk klubb musikk korps tur kor ski innebandy bandy konsert lek
"""
WORDS = frozenset(_KNOWN.split())
SPLITTER = Splitter(
    firsts=WORDS | {"små"},
    lasts=frozenset(map(stem, WORDS)),
    heads=frozenset({"konsert", "klubb", "skole"}),
    wholes=frozenset({stem("fotball"), stem("innebandy"), stem("skuespillskole")}),
    canonical=stem,
)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("fotballskole", "fotball skole"),
        ("fotballskolen", "fotball skolen"),
        ("fotballskolene", "fotball skolene"),
        ("jentelag", "jente lag"),
        ("guttelag", "gutt lag"),
        ("barnelek", "barn lek"),
        ("ungdomslag", "ungdom lag"),
        ("idrettslag", "idrett lag"),
        ("sjakklubb", "sjakk klubb"),
        ("sjakkklubb", "sjakk klubb"),
        ("musikkorps", "musikk korps"),
        ("fotballag", "fotball lag"),
        ("skoleturlag", "skole tur lag"),
        ("småbarn", "små barn"),
        ("innebandyskole", "innebandy skole"),
        ("barneskolefest", "barn skole fest"),
    ],
)
def test_a_compound_of_known_words_comes_apart(word: str, parts: str) -> None:
    known = Splitter(WORDS | {"små", "fest"}, SPLITTER.lasts | {"fest"}, SPLITTER.heads, SPLITTER.wholes, stem)
    assert known.split(word) == tuple(parts.split())


@pytest.mark.parametrize(
    ("word", "parts"),
    [("symfonikonsert", "symfoni konsert"), ("tranbyskolen", "tranby skolen"), ("åpningskonserten", "åpning konserten")],
)
def test_a_word_that_ends_in_a_head_comes_apart_whatever_is_before_it(word: str, parts: str) -> None:
    assert SPLITTER.split(word) == tuple(parts.split())


@pytest.mark.parametrize(
    "word",
    ["fotball", "innebandy", "turist", "korps", "skolen", "kultur", "lektor", "skinn", "bandyen", "skuespillskole", "brklubb", "", "lag"],
)
def test_what_is_not_made_of_known_words_stays_whole(word: str) -> None:
    assert SPLITTER.split(word) == ()


@given(norwegian)
def test_parts_join_to_the_word_but_for_joining_letters(word: str) -> None:
    parts = SPLITTER.split(word)
    joined = "[se]?".join(f"{re.escape(part[:-1])}{re.escape(part[-1])}?" for part in parts)
    assert not parts or re.fullmatch(joined, word)
    assert all(len(part) >= 3 for part in parts)
    assert len(parts) != 1
