"""Typing slips in words for full text: a word that no offer has is put right to one that offers have.

Which word is meant hangs on the words alone (letters that differ, then how many titles and names have it), never on the other filters, so
that the same text is put right in the same way whatever facet is chosen. Words of the vocabulary, short words and words with digits
are taken as they are. Slips in the words of filters are the business of `search.understanding`.
"""

import re
from dataclasses import replace
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import query_words
from search.columns import Bools
from search.generation import Generation
from search.query import Query
from search.question import Question
from search.wordings import LEAST_LETTERS

LONG_LETTERS = 8
"""From so many letters on two may differ, below it one. Two neighbours that changed places count as one."""

MOST_MEANT = 3

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def better_spelled(question: Question) -> tuple[str, ...]:
    """The asked words with those that no live offer has put right, best first, at most three; none where nothing is to be put right."""
    unknown = [word.text for word in query_words(question.asked.q) if not word.parts and _held_by_none(question, word.text)]
    choices = {word: _near(question, word) for word in dict.fromkeys(unknown)}
    best = {word: found[0] for word, found in choices.items() if found}
    if not best:
        return ()
    others = [{**best, word: other} for word, found in choices.items() for other in found[1:]]
    return tuple(_replaced(question.asked.q, words) for words in [best, *others][:MOST_MEANT])


def respelled(question: Question, words: str) -> Question:
    """The same search for other words."""
    return question.reasked(replace(question.asked, q=words))


def _held_by_none(question: Question, word: str) -> bool:
    return len(word) >= LEAST_LETTERS and word.isalpha() and not _held(question.generation, word, question.live)


def _held(generation: Generation, word: str, live: Bools) -> bool:
    return bool((generation.scorer.match(Query((word,)), live).rows & live).any())


def _near(question: Question, word: str) -> list[str]:
    """The words of live offers that differ by a slip, the likeliest first."""
    wordings = question.generation.wordings
    if word in wordings.of_vocabulary:
        return []
    slips = 2 if len(word) >= LONG_LETTERS else 1
    close = process.extract(word, wordings.listed, scorer=OSA.distance, score_cutoff=slips, limit=None)
    order = sorted(close, key=lambda one: (one[1], one[0][0] != word[0], -wordings.frequencies[one[0]], one[0]))
    held = (other for other, _, _ in order if _held(question.generation, other, question.live))
    return list(islice(held, MOST_MEANT))


def _replaced(text: str, words: dict[str, str]) -> str:
    """The text with words put in place of others, whatever their case."""

    def instead(matched: re.Match[str]) -> str:
        asked = query_words(matched[0])
        return words.get(asked[0].text, matched[0]) if asked else matched[0]

    return _WORD.sub(instead, text)
