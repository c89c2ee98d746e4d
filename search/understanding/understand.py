"""From a typed text to its readings. Pure."""

import re
from datetime import date

from search.filters import bounded_query
from search.understanding.lexicon import Lexicon
from search.understanding.reading import Part, Understood


def understand(text: str, lexicon: Lexicon, today: date) -> Understood:  # noqa: ARG001
    """The readings of a text on a day, the best one with the others in it."""
    typed = bounded_query(text)
    parts: list[Part] = []
    left: list[str] = []
    for matched in re.finditer(r"\S+", typed):
        meant = lexicon.by_words.get(matched[0].lower(), ())
        parts += [Part(name, value, matched.start(), matched.end()) for name, value in meant]
        left += [] if meant else [matched[0]]
    liked = " ".join(typed[part.start : part.end] for part in parts if part.name == "category")
    rest = " ".join(left)
    literal = (Understood(typed, (), typed, typed),) if parts else ()
    return Understood(typed, tuple(parts), rest, rest, liked, literal)
