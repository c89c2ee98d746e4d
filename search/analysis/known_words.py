"""The words that compounds come apart into: the vocabulary's Norwegian labels and search words, and a list of leisure words.

The list (`compound_words.csv`) says of each word where it may stand: as `part` anywhere, `first` or `last` only, as `head` anywhere
and last even behind words unknown, or that it is `whole` and never splits. Words of other languages are left out, for they would
split Norwegian words by chance. No word is made here.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from catalog.vocabulary import load_vocabulary
from search.analysis.compounds import LEAST, Splitter
from search.analysis.normalising import normalised
from search.analysis.shared_forms import shared_forms
from search.analysis.stop_words import STOP_WORDS

NORWEGIAN = ("nb", "nn")


@lru_cache(maxsize=1)
def splitter() -> Splitter:
    """The splitter that Krets ships, made once. Compounds of the vocabulary are no parts: bandyskole would part innebandyskole."""
    told = {row["word"]: row["use"] for row in _rows()}
    of_vocabulary = set(_vocabulary_words()) - told.keys()
    compounds = filter(_splitter(told, of_vocabulary).split, of_vocabulary)
    return _splitter(told, of_vocabulary.difference(compounds))


def _splitter(told: Mapping[str, str], others: Iterable[str]) -> Splitter:
    canonical = shared_forms().canonical
    use = {**dict.fromkeys(others, "part"), **told}
    firsts = _in_both_forms(word for word, place in use.items() if place != "last")
    lasts = frozenset(canonical(word) for word, place in use.items() if place != "first")
    heads = _in_both_forms(word for word, place in use.items() if place == "head")
    wholes = frozenset(canonical(word) for word, place in use.items() if place == "whole")
    return Splitter(firsts, lasts, heads, wholes, canonical)


def _in_both_forms(words: Iterable[str]) -> frozenset[str]:
    known = set(words)
    return frozenset(known | {form for form, word in shared_forms().written.items() if word in known})


def _vocabulary_words() -> Iterator[str]:
    for concept in load_vocabulary().concepts.values():
        for language in NORWEGIAN:
            for name in (concept.labels.get(language, ""), *concept.words.get(language, ())):
                word = normalised(name)
                if word.isalpha() and len(word) >= LEAST and word not in STOP_WORDS:
                    yield word


def _rows() -> Iterator[dict[str, str]]:
    yield from csv.DictReader((files("search.analysis") / "compound_words.csv").read_text(encoding="utf-8").splitlines())
