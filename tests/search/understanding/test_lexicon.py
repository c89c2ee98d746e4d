"""The lexicon of a municipality: suggestions, precedence, and its making."""

from catalog.school_year import SchoolCalendar
from catalog.store.names import NamesHere
from search.understanding.lexicon import Common, Entry, Lexicon, lexicon_from
from search.understanding.understand import understand
from tests.search.understanding.conftest import TODAY, said


def test_entries_that_begin_with_a_prefix_come_in_order(lexicon: Lexicon) -> None:
    """Case and hyphens aside, at most so many, each once."""
    assert Entry("Tranby", "near", "Tranby") in lexicon.starting("TRAN", 20)
    assert Entry("Gjellebekk", "category", "outdoor-life") in lexicon.starting("gjelle", 5)
    assert len(lexicon.starting("f", 7)) == 7
    words = [entry.words.lower() for entry in lexicon.starting("fot", 50)]
    assert words == sorted(words) and len(set(lexicon.starting("fot", 50))) == len(words)
    assert lexicon.starting("", 5) == lexicon.starting("xqzw", 5) == ()


def test_an_own_word_beats_the_vocabulary(common: Common) -> None:
    """In this municipality, and only there."""
    here = lexicon_from(common, NamesHere(), SchoolCalendar(()), [("fotball", "choir")])
    elsewhere = lexicon_from(common, NamesHere(), SchoolCalendar(()))
    assert said(understand("fotball", here, TODAY)) == "category=choir"
    assert said(understand("fotball", elsewhere, TODAY)) == "category=football"


def test_own_words_of_a_category_that_is_gone_mean_nothing(lexicon: Lexicon) -> None:
    """The vocabulary may give one up while the database still has the word."""
    assert lexicon.starting("gone", 5) == ()


def test_without_a_school_calendar_a_holiday_is_only_a_word(common: Common) -> None:
    """It cannot be asked for, so it is left as text."""
    lexicon = lexicon_from(common, NamesHere(), SchoolCalendar(()))
    for words in ("høstferien", "planleggingsdag"):
        understood = understand(words, lexicon, TODAY)
        assert (said(understood), understood.to_find) == ("", words)
