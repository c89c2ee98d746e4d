"""From a word to the forms that the index holds of it, and from a query's word to the forms that answer it.

A word is held by the stem that all its written forms share (gutar and gutter alike). Beside it stand, marked so that they rank
below it, its folded spellings (båt: `~baat`, `~bat`) and the parts of a compound (fotballskole: `/fotball`, `/skol`).
A query's word asks for the whole and for words that it is a part of; a compound does not ask for its parts alone.
"""

from collections.abc import Iterator
from functools import lru_cache

from search.analysis.compounds import LEAST
from search.analysis.folding import folded
from search.analysis.known_words import splitter
from search.analysis.shared_forms import shared_forms
from search.analysis.stemming import WORDS_KEPT, stem
from search.analysis.stop_words import STOP_WORDS
from search.analysis.words import texts_of

FOLDED_MARK = "~"
FOLDED_WEIGHT = 0.7
PART_MARK = "/"
PART_WEIGHT = 0.5


def split(word: str) -> tuple[str, ...]:
    """The parts of a compound as written, without joining letters; nothing where it is none that is known."""
    return splitter().split(word)


@lru_cache(maxsize=WORDS_KEPT)
def shared(word: str) -> str:
    """The key that inflections and written forms of a normalised word share, compounds too. A key, not a word: never shown."""
    canonical = shared_forms().canonical
    parts = split(word)
    return "".join(map(canonical, parts)) if parts else canonical(word)


def tokens(text: str) -> Iterator[tuple[str, int]]:
    """Every form that the index holds of a text, with the position of its word."""
    for word, position, _ in texts_of(text):
        for form in forms(word):
            yield form, position


@lru_cache(maxsize=WORDS_KEPT)
def forms(word: str) -> tuple[str, ...]:
    """The forms under which a word of a document is held: the whole, then what is marked; none for a stop word."""
    if word in STOP_WORDS:
        return ()
    whole = shared(word)
    marked = [FOLDED_MARK + spelling for known in (stem(word), shared_forms().canonical(word)) for spelling in folded(known)]
    for part in _runs(tuple(map(shared_forms().canonical, split(word)))):
        marked += [PART_MARK + spelling for spelling in (part, *folded(part))]
    return (whole, *dict.fromkeys(marked))


def _runs(parts: tuple[str, ...]) -> Iterator[str]:
    """Each part, and of three or more also those that stand together (brettspillkveld: brettspill, spillkveld)."""
    yield from parts
    for length in range(2, len(parts)):
        for start in range(len(parts) - length + 1):
            yield "".join(parts[start : start + length])


def query_forms(word: str) -> dict[str, float]:
    """The forms that answer a word of a query, with the weight of a hit: in any written form 1, across spellings and in parts less."""
    root, whole = stem(word), shared(word)
    across = {FOLDED_MARK + form for form in (root, whole, word)}
    for spelling in (*folded(root), *folded(whole)):
        across |= {spelling, stem(spelling), FOLDED_MARK + spelling}
    parts = {PART_MARK + form for form in (root, whole)} if len(word) >= LEAST else set()
    return {**dict.fromkeys(sorted(parts), PART_WEIGHT), **dict.fromkeys(sorted(across), FOLDED_WEIGHT), whole: 1.0}
