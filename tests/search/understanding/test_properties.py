"""What holds of every text, however odd: no word is lost, nothing is raised, chips can be removed."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.filters import MAX_QUERY_LENGTH, MAX_QUERY_WORDS, OfferFilter, bounded_query
from search.understanding.lexicon import Lexicon
from search.understanding.merging import merged
from search.understanding.phrases import load_phrases
from search.understanding.reading import Understood
from search.understanding.tokens import key_of, tokens
from search.understanding.understand import understand
from tests.search.understanding.conftest import TODAY

SLOWEST_S = 0.2
"""Ten times what it may take: this machine does other things meanwhile."""

_PHRASES = sorted(load_phrases().spoken)
_WORDS = [
    "fotball",
    "svømming",
    "8 år",
    "3. klasse",
    "og",
    ",",
    "under 200 kr",
    "Tranby",
    "Hallingstad skole",
    "fotbal",
    "xyzzy",
    "uke 40",
    "-",
]
_SAYINGS = st.lists(st.one_of(st.sampled_from(_PHRASES), st.sampled_from(_WORDS), st.text(max_size=8)), max_size=10).map(" ".join)
_HOSTILE = st.text(st.characters(codec="utf-8"), max_size=400)


def _words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


@settings(deadline=None, max_examples=300)
@given(text=st.one_of(_SAYINGS, _HOSTILE))
def test_no_word_is_lost_and_every_value_can_be_asked_for(lexicon: Lexicon, text: str) -> None:
    """Each word stands in the span of a part or in what is left; the parts make a filter; at most three other readings."""
    understood = understand(text, lexicon, TODAY)
    assert understood.text == bounded_query(text)
    assert len(understood.others) <= 3
    for one in (understood, *understood.others):
        assert one.others == () or one is understood
        inside = [
            token.word for token in tokens(one.text) if any(part.start <= token.start and token.end <= part.end for part in one.parts)
        ]
        assert sorted(inside + _words(one.left)) == sorted(_words(one.text))
        assert all(0 <= part.start < part.end <= len(one.text) for part in one.parts)
        asked = merged(OfferFilter(q=text), one)
        assert OfferFilter.from_params(asked.to_params(), strict=True) == asked


@settings(deadline=None, max_examples=300)
@given(text=_SAYINGS)
def test_a_chip_that_is_cut_is_gone(lexicon: Lexicon, text: str) -> None:
    """The text without the words of a part holds none of its words; what was said of the parameter with them is not said."""
    understood = understand(text, lexicon, TODAY)
    for name in {part.name for part in understood.parts}:
        cut = understood.cut(name)
        assert len(_words(cut)) < len(_words(understood.text)) + len(understood.parts)
        again = {(part.name, part.value, key_of(cut[part.start : part.end])) for part in understand(cut, lexicon, TODAY).parts}
        before = {(part.name, part.value, key_of(understood.text[part.start : part.end])) for part in understood.parts if part.name == name}
        assert not before & again


@pytest.mark.parametrize(
    "text",
    [
        "fotball " * 2_000,
        "x" * 10_000,
        " ".join(f"qwzrtp{chr(97 + at)}lkj" for at in range(24)),
        " ".join(f"fotba{chr(97 + at)}l" for at in range(24)),
        "8 og " * 100,
        "8, " * 100,
        "mellom " * 50,
        "(" * 200,
        '"' * 200,
        "ikke " * 40,
        "1 000 " * 40,
        "8-" * 100,
        "\u202e⚽🏊 ' OR 1=1 -- title:* [a TO b]",
        "ß" * 200,
        "İ" * 200,
        "a\u0301" * 150,
    ],
)
def test_hostile_texts_are_bounded_and_quick(lexicon: Lexicon, text: str) -> None:
    """At most so many characters and words are looked at, and none of it takes long."""
    understand(text, lexicon, TODAY)
    started = perf_counter()
    understood = understand(text, lexicon, TODAY)
    assert perf_counter() - started < SLOWEST_S
    assert len(understood.text) <= MAX_QUERY_LENGTH and len(understood.text.split()) <= MAX_QUERY_WORDS


@settings(deadline=None, max_examples=200)
@given(
    text=st.lists(st.sampled_from(["fotball", "gratis", "8 år", "xyzzy", "noe", "for", "pirk", "i høstferien", "Tranby"]), max_size=8).map(
        " ".join
    )
)
def test_what_is_left_asks_for_nothing_more(lexicon: Lexicon, text: str) -> None:
    """Except a second value of what takes one only ("Tranby Lierbyen"), and words that meet only when others between them are gone."""
    understood = understand(text, lexicon, TODAY)
    again = understand(understood.left, lexicon, TODAY)
    names = {part.name for part in understood.parts}
    assert not {part.name for part in again.parts} - names


def test_a_reading_is_a_value(lexicon: Lexicon) -> None:
    """The same text on the same day is understood the same."""
    assert understand("gratis fotball", lexicon, TODAY) == understand("gratis fotball", lexicon, TODAY) != Understood("gratis fotball")
