"""From the text of a search to words and phrases. There is no query language: operators, wildcards and brackets are just text."""

import re
from dataclasses import dataclass

from search.analysis import Word, query_words

_QUOTED = re.compile(r'["“”«»„]([^"“”«»„]*)["“”«»„]')


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for: `words` all told, each once, and `phrases` whose words must stand together in one text."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[Word, ...], ...] = ()


def query_from(text: str) -> Query:
    """The words and quoted phrases of a text that is already bounded in length; a lone quotation mark means nothing."""
    phrases = (tuple(query_words(matched[1])) for matched in _QUOTED.finditer(text))
    words = dict.fromkeys(word.text for word in query_words(text))
    return Query(tuple(words), tuple(phrase for phrase in phrases if len(phrase) > 1))
